/** What markets paid beside what follows from their public records by the published rules. */
import {
  recomputedBook,
  recordFaults,
  paymentFaults,
  type BookDifference,
  type MarketFact,
  type PaidBet,
} from '@agent-arena/contracts'
import type { Database } from '@agent-arena/event-store'
import { marketStream } from '../market/market.state.ts'
import * as sql from './audit.sql.ts'
import { recordDifference } from './differences.ts'
import { rowsOf } from './rows-of.ts'

/** Markets whose records are in memory at a time. */
const CHUNK = 50

type ShownBet = Omit<PaidBet, 'payout'> & { readonly market: string; readonly payout: string | null }
type Recorded = MarketFact & { readonly stream: string }

export interface Progress {
  /** Of who pays. */
  readonly payer: number
  /** Of the list of bets. */
  readonly bets: number
}

const paidBetOf = ({ payout, ...bet }: ShownBet): PaidBet => ({ ...bet, payout: payout === null ? undefined : Number(payout) })

/** After a correction the list may show for a moment what the settlement before it had paid. */
const mayBeOld = (facts: readonly MarketFact[], isCurrent: boolean) =>
  !isCurrent && facts.some(({ type }) => type === 'MarketReversed')

const differencesOf = (marketId: string, facts: readonly MarketFact[], paid: readonly PaidBet[] | null) => {
  const book = recomputedBook(facts)
  const faults = [...recordFaults(facts), ...(book && paid ? paymentFaults(book, paid) : [])]
  return faults.map((fault) => recordDifference(marketId, fault))
}

/** Of one market, or of all that have paid; none while the payer has not come past the market's end. */
export const paidDifferences = async (
  db: Database,
  marketId: string | null,
  progress: Progress,
): Promise<readonly BookDifference[]> => {
  const [head] = await rowsOf<{ position: string }>(db, sql.readHead)
  const isCurrent = progress.bets >= Number(head?.position ?? 0)
  const ids = (await rowsOf<{ id: string }>(db, sql.readPaidMarkets, [marketId, progress.payer])).map(({ id }) => id)
  const differences: BookDifference[] = []
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK)
    const facts = Map.groupBy(await rowsOf<Recorded>(db, sql.readRecords, [chunk.map(marketStream)]), ({ stream }) => stream)
    const bets = Map.groupBy(await rowsOf<ShownBet>(db, sql.readShownBets, [chunk]), ({ market }) => market)
    for (const id of chunk) {
      const record = facts.get(marketStream(id)) ?? []
      const paid = mayBeOld(record, isCurrent) ? null : (bets.get(id) ?? []).map(paidBetOf)
      differences.push(...differencesOf(id, record, paid))
    }
  }
  return differences
}
