/** What markets paid beside what follows from their public records by the published rules. */
import {
  knownEvents,
  PAYING_REACTION,
  recomputedBook,
  recordFaults,
  paymentFaults,
  type BookDifference,
  type MarketFact,
  type PaidBet,
  type Stored,
} from '@agent-arena/contracts'
import { eventReader, type Database, type EventRow } from '@agent-arena/event-store'
import { readerOfReaction } from '@agent-arena/service-kit'
import { marketStream } from '../market/market.state.ts'
import * as sql from './audit.sql.ts'
import { recordDifference } from './differences.ts'
import { rowsOf } from './rows-of.ts'

/** Who pays, as it calls itself where it notes how far it has come and what it parked. */
export const PAYER = readerOfReaction(PAYING_REACTION)

/** Markets whose records are in memory at a time. */
const CHUNK = 50

type ShownBet = Omit<PaidBet, 'payout'> & { readonly market: string; readonly payout: string | null }

/** How far each has come. */
interface Progress {
  readonly payer: number
  readonly bets: number
}

const paidBetOf = ({ payout, ...bet }: ShownBet): PaidBet => ({ ...bet, payout: payout === null ? undefined : Number(payout) })

/** After a correction the list may show for a moment what the settlement before it had paid. */
const mayBeOld = (facts: readonly MarketFact[], isCurrent: boolean) =>
  !isCurrent && facts.some(({ type }) => type === 'MarketReversed')

const paymentFaultsOf = (facts: readonly MarketFact[], paid: readonly PaidBet[]) => {
  const book = recomputedBook(facts)
  return book ? paymentFaults(book, paid) : []
}

/** As this build would have written them: a record of years ago is judged by the rules of today's record. */
const eventOf = eventReader(knownEvents)

const readChunk = async (db: Database, ids: readonly string[]) => {
  const rows = await rowsOf<EventRow>(db, sql.readRecords, [ids.map(marketStream)])
  const facts = Map.groupBy(rows.map(eventOf) as readonly Stored<MarketFact>[], ({ stream }) => stream)
  const bets = Map.groupBy(await rowsOf<ShownBet>(db, sql.readShownBets, [ids]), ({ market }) => market)
  return ids.map((id) => ({ id, facts: facts.get(marketStream(id)) ?? [], paid: (bets.get(id) ?? []).map(paidBetOf) }))
}

/** Of one market whose settlement at that position is paid, as the list of bets shows it by now. */
export const paidDifferences = async (db: Database, marketId: string, settledAt: number): Promise<readonly BookDifference[]> => {
  const due = await rowsOf<{ id: string }>(db, sql.readPaidMarkets, [marketId, settledAt, ''])
  const read = await readChunk(
    db,
    due.map(({ id }) => id),
  )
  return read.flatMap(({ id, facts, paid }) => paymentFaultsOf(facts, paid).map((fault) => recordDifference(id, fault)))
}

/** Of all markets that have paid. Their records are judged too, which only tells: what a record says cannot be mended. */
export const allPaidDifferences = async (db: Database, { payer, bets }: Progress): Promise<readonly BookDifference[]> => {
  const [head] = await rowsOf<{ position: string }>(db, sql.readHead)
  const isCurrent = bets >= Number(head?.position ?? 0)
  const ids = (await rowsOf<{ id: string }>(db, sql.readPaidMarkets, [null, payer, PAYER])).map(({ id }) => id)
  const differences: BookDifference[] = []
  for (let start = 0; start < ids.length; start += CHUNK)
    for (const { id, facts, paid } of await readChunk(db, ids.slice(start, start + CHUNK))) {
      const faults = [...recordFaults(facts), ...(mayBeOld(facts, isCurrent) ? [] : paymentFaultsOf(facts, paid))]
      differences.push(...faults.map((fault) => recordDifference(id, fault)))
    }
  return differences
}
