/** Reads a market from its own stream: always as of now, whatever the views show. */
import { notFound, type Fact, type RecordedEvent, type StoredEvent } from '@agent-arena/contracts'
import { foldOf, type EventLog } from '@agent-arena/event-store'
import { cursorNumber, pageFrom, type Page } from '../page.ts'
import { marketFold, marketStream, type MarketState, type OpenedMarket } from './market.state.ts'

export interface ReadMarket {
  readonly market: OpenedMarket
  readonly events: readonly StoredEvent[]
}

export const readMarket = async (log: EventLog, marketId: string): Promise<ReadMarket> => {
  const stream = marketStream(marketId)
  const { streams } = await log.load([{ stream }])
  const events = streams.get(stream) ?? []
  const market = foldOf<Fact, MarketState>(marketFold, events)
  if (market.status === 'unopened') throw notFound('market', marketId)
  return { market, events }
}

/** A page of the market's own events as anybody may read them. */
export const recordOf = async (log: EventLog, marketId: string, page: Page) => {
  const after = cursorNumber(page) ?? 0
  const stream = marketStream(marketId)
  const events = await log.readStream(stream, after, page.limit + 1)
  if (events.length === 0 && (await log.versionOf(stream)) === 0) throw notFound('market', marketId)
  const recorded = ({ version, position, at, type, data }: StoredEvent): RecordedEvent => {
    return { version, position, at, type, data: { ...(data as RecordedEvent['data']) } }
  }
  return pageFrom(events, page, recorded, ({ version }) => version)
}
