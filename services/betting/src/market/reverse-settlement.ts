/** Takes a wrong settlement back and settles anew in the same decision, so that a market is never seen without its outcome. */
import {
  NOBODY,
  notBefore,
  notFound,
  Rejection,
  type MarketReversed,
  type MarketSettled,
  type MarketVoided,
} from '@agent-arena/contracts'
import { evolveOpened, type MarketState, type OpenedMarket } from './market.state.ts'
import { settledFact } from './settle-market.ts'

export interface ReverseSettlement {
  readonly type: 'ReverseSettlement'
  readonly data: {
    readonly marketId: string
    /** One outcome, several that tied, or none: then the market is void. */
    readonly winners: readonly string[]
    readonly reason: string
    /** How long after the first settlement it may be corrected. */
    readonly windowMs: number
  }
  readonly at: string
}

const requireSettled = ({ data: { marketId } }: ReverseSettlement, market: MarketState): OpenedMarket => {
  if (market.status === 'unopened') throw notFound('market', marketId)
  if (market.status === 'settled') return market
  const because = market.status === 'voided' ? 'A void market stays void' : 'There is no settlement to take back yet'
  throw new Rejection('wrong-state', { detail: `${because}: “${market.title}” is ${market.status}.` })
}

/** Counts from the first settlement, so that corrections of corrections come to an end. */
const requireWindow = ({ data: { windowMs }, at }: ReverseSettlement, market: OpenedMarket) => {
  const settledAt = market.reversals[0]?.settledAt ?? market.settled?.at ?? at
  const finalAt = new Date(Date.parse(settledAt) + windowMs).toISOString()
  if (notBefore(at, finalAt)) throw new Rejection('reversal-too-late', { detail: `The settlement is final since ${finalAt}.` })
}

const wrongWinners = (message: string) =>
  new Rejection('unknown-outcome', { detail: `The winners ${message}.`, errors: [{ path: 'winners', message }] })

/** A run has one outcome; contestants may tie, but not with nobody. */
const requireWinners = ({ data: { winners } }: ReverseSettlement, market: OpenedMarket) => {
  const unknown = winners.find((winner) => !market.outcomes.some(({ id }) => id === winner))
  if (unknown !== undefined) throw wrongWinners(`must be outcomes of this market, and ${unknown} is none`)
  if (new Set(winners).size !== winners.length) throw wrongWinners('must be named once each')
  const alone = market.kind === 'success' || winners.includes(NOBODY)
  if (alone && winners.length > 1) throw wrongWinners('cannot be these together')
  if (
    winners.length > 0 &&
    new Set([...winners, ...market.winners]).size === winners.length &&
    market.winners.length === winners.length
  )
    throw new Rejection('wrong-state', { detail: 'The market is already settled so.' })
}

const corrected = (command: ReverseSettlement, market: OpenedMarket): MarketSettled | MarketVoided => {
  const { data, at } = command
  const because = `Corrected by an operator: ${data.reason}`
  if (data.winners.length === 0) return { type: 'MarketVoided', data: { marketId: data.marketId, cause: because, voidedAt: at } }
  const winners = market.outcomes.map(({ id }) => id).filter((id) => data.winners.includes(id))
  return settledFact({ data: { marketId: data.marketId, winners, because }, at }, market)
}

export const reverseSettlement = (
  command: ReverseSettlement,
  state: MarketState,
): readonly (MarketReversed | MarketSettled | MarketVoided)[] => {
  const market = requireSettled(command, state)
  requireWindow(command, market)
  requireWinners(command, market)
  const { marketId, reason } = command.data
  const round = market.reversals.length + 1
  const reversed: MarketReversed = {
    type: 'MarketReversed',
    data: { marketId, round, winners: market.winners, reason, reversedAt: command.at },
  }
  return [reversed, corrected(command, evolveOpened(market, reversed))]
}
