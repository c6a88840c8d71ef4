/** What markets paid beside what follows from their public records by the published rules. */
import {
  checkPayments,
  knownEvents,
  PAYING_REACTION,
  recordedMarket,
  recordFaults,
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

/** Who pays, as it calls itself where it notes how far it has come. */
export const PAYER = readerOfReaction(PAYING_REACTION)

/** Markets whose records are in memory at a time. */
const CHUNK = 50

type ShownBet = Omit<PaidBet, 'payout' | 'stake' | 'placedAt'> & {
  readonly market: string
  readonly stake: string
  readonly placedAt: Date
  readonly payout: string | null
}

/** How far each has come. */
interface Progress {
  readonly payer: number
  readonly bets: number
}

const paidBetOf = ({ payout, stake, placedAt, ...bet }: ShownBet): PaidBet => ({
  ...bet,
  stake: Number(stake),
  placedAt: placedAt.toISOString(),
  payout: payout === null ? undefined : Number(payout),
})

/** As this build would have written them: a record of years ago is judged by the rules of today's record. */
const eventOf = eventReader(knownEvents)

/** A market's own events as they are stored, and how the list of bets shows it. */
interface Kept {
  readonly id: string
  readonly rows: readonly EventRow[]
  readonly paid: readonly PaidBet[]
}

/** With its events lifted, in order. */
interface Lifted extends Pick<Kept, 'paid'> {
  readonly facts: readonly Stored<MarketFact>[]
}

const readChunk = async (db: Database, ids: readonly string[]): Promise<readonly Kept[]> => {
  const rows = await rowsOf<EventRow>(db, sql.readRecords, [ids.map(marketStream)])
  const records = Map.groupBy(rows, ({ stream }) => stream)
  const bets = Map.groupBy(await rowsOf<ShownBet>(db, sql.readShownBets, [ids]), ({ market }) => market)
  return ids.map((id) => ({ id, rows: records.get(marketStream(id)) ?? [], paid: (bets.get(id) ?? []).map(paidBetOf) }))
}

/** A record that is too broken to be lifted or judged is a difference too, and keeps no other from being told. */
const judged = ({ id, rows, paid }: Kept, judge: (lifted: Lifted) => readonly string[]): readonly BookDifference[] => {
  const sentences = () => {
    try {
      return judge({ facts: rows.map(eventOf) as readonly Stored<MarketFact>[], paid })
    } catch (error) {
      return [`its record cannot be read: ${String(error)}`]
    }
  }
  return sentences().map((sentence) => recordDifference(id, sentence))
}

const unpaidText = (unpaid: number) => (unpaid === 0 ? [] : [`${unpaid} of its bets are not paid by the last settlement.`])

/** Of one market whose settlement at that position is paid, as the list of bets shows it by now: all of it, to the last bet. */
export const paidDifferences = async (db: Database, marketId: string, settledAt: number): Promise<readonly BookDifference[]> => {
  const due = await rowsOf<{ id: string }>(db, sql.readPaidMarkets, [marketId, settledAt])
  const read = await readChunk(
    db,
    due.map(({ id }) => id),
  )
  return read.flatMap((kept) =>
    judged(kept, ({ facts, paid }) => {
      const { differences, unpaid } = checkPayments(recordedMarket(facts), paid)
      return [...differences, ...unpaidText(unpaid)]
    }),
  )
}

/** Of all markets that have paid. Their records are judged too, which only tells: what a record says cannot be mended. */
export const allPaidDifferences = async (db: Database, { payer, bets }: Progress): Promise<readonly BookDifference[]> => {
  const ids = (await rowsOf<{ id: string }>(db, sql.readPaidMarkets, [null, payer])).map(({ id }) => id)
  const isListed = ({ facts }: Lifted) => (facts.at(-1)?.position ?? 0) <= bets
  const faultsOf = (lifted: Lifted) => [
    ...recordFaults(lifted.facts),
    ...(isListed(lifted) ? checkPayments(recordedMarket(lifted.facts), lifted.paid).differences : []),
  ]
  const differences: BookDifference[] = []
  for (let start = 0; start < ids.length; start += CHUNK)
    for (const kept of await readChunk(db, ids.slice(start, start + CHUNK))) differences.push(...judged(kept, faultsOf))
  return differences
}
