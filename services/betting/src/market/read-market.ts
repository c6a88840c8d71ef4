/** Reads a market from its own stream: always as of now, whatever the views show. */
import { notFound, type Fact, type StoredEvent } from '@agent-arena/contracts'
import { foldOf, type EventLog } from '@agent-arena/event-store'
import { marketFold, marketStream, type MarketState, type OpenedMarket } from './market.state.ts'

export interface ReadMarket {
  readonly market: OpenedMarket
  readonly events: readonly StoredEvent[]
  /** The log's clock at the read. */
  readonly now: string
}

export const readMarket = async (log: EventLog, marketId: string): Promise<ReadMarket> => {
  const stream = marketStream(marketId)
  const { streams, now } = await log.load([stream])
  const events = streams.get(stream) ?? []
  const market = foldOf<Fact, MarketState>(marketFold, events)
  if (market.status === 'unopened') throw notFound('market', marketId)
  return { market, events, now }
}
