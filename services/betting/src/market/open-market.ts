/** Opens a market at full weight, before the run begins. */
import type { MarketOpened } from '@agent-arena/contracts'
import type { MarketState } from './market.state.ts'

export interface OpenMarket {
  readonly type: 'OpenMarket'
  readonly data: Omit<MarketOpened['data'], 'openedAt'>
  readonly at: string
}

export const openMarket = ({ data, at }: OpenMarket, market: MarketState): readonly MarketOpened[] =>
  market.status === 'unopened' ? [{ type: 'MarketOpened', data: { ...data, openedAt: at } }] : []
