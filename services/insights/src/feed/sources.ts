/** The logs that the feeds are merged from, and what each event of them shows. */
import type { SandboxServiceFact, ServiceName, Stored, StoredEvent } from '@agent-arena/contracts'
import type { Database, InlineWrite } from '@agent-arena/event-store'
import { readMarkets, writeMarket } from './feed.sql.ts'
import { followMarket, giftItems } from './market-items.ts'
import type { NewItem } from './new-item.ts'
import { sandboxItems } from './sandbox-items.ts'
import type { BettingEvent, WatchedMarket } from './watched-market.ts'

export interface SourcedItem {
  readonly item: NewItem
  readonly event: StoredEvent
  /** Its place among the items of the event. */
  readonly index: number
}

export interface Reading {
  readonly items: readonly SourcedItem[]
  /** Rows that must change together with the items. */
  readonly writes: readonly InlineWrite[]
}

export interface FeedSource {
  readonly name: ServiceName
  read(db: Database, events: readonly StoredEvent[]): Promise<Reading>
}

const sourced = (event: StoredEvent, items: readonly NewItem[]): SourcedItem[] =>
  items.map((item, index) => ({ item, event, index }))

export const sandboxSource: FeedSource = {
  name: 'sandbox',
  read: (_db, events) =>
    Promise.resolve({
      items: (events as readonly Stored<SandboxServiceFact>[]).flatMap((event) => sourced(event, sandboxItems(event) ?? [])),
      writes: [],
    }),
}

/** A gift concerns every market of the run. */
const marketIdsOf = ({ type, data }: BettingEvent): readonly string[] => {
  if (type === 'CreditsGiven' || type === 'CreditsReturned') return Object.values(data.markets)
  const { marketId } = data as { readonly marketId?: string }
  return marketId === undefined ? [] : [marketId]
}

const marketsOf = async (db: Database, events: readonly BettingEvent[]): Promise<Map<string, WatchedMarket>> => {
  const ids = new Set(events.flatMap(marketIdsOf))
  const { rows } = await db.query<{ market_id: string; state: WatchedMarket }>(readMarkets, [[...ids]])
  return new Map(rows.map(({ market_id, state }) => [market_id, state]))
}

export const bettingSource: FeedSource = {
  name: 'betting',
  async read(db, stored) {
    const events = stored as readonly BettingEvent[]
    const markets = await marketsOf(db, events)
    const changed = new Set<string>()
    const follow = (id: string, event: BettingEvent): readonly NewItem[] => {
      const before = markets.get(id) ?? null
      const { market, items } = followMarket(before, event)
      if (market && market !== before) {
        markets.set(id, market)
        changed.add(id)
      }
      return items
    }
    const items = events.flatMap((event) =>
      sourced(event, [...giftItems(event), ...marketIdsOf(event).flatMap((id) => follow(id, event))]),
    )
    return { items, writes: [...changed].map((id) => ({ sql: writeMarket, values: [id, JSON.stringify(markets.get(id))] })) }
  },
}
