/** I6 for one market: each bet is closed once a settlement, and with what the public rules make of its record. */
import { recomputedBook, type MarketFact } from '@agent-arena/contracts'
import type { Pool } from 'pg'
import { surplus } from './verdict.ts'
import { none, Violation } from './violation.ts'

const readRecord = 'select type, data from events where stream = $1 order by version'

/** Of each bet how often it was closed, and what stayed with it. */
const readPaid = `
  select data ->> 'betId' as id, count(*) filter (where type = 'BetLost' or data ->> 'reason' in ('payout', 'refund'))::int as closings,
    coalesce(sum((data ->> 'credits')::int) filter (where data ->> 'reason' in ('payout', 'refund')), 0)::int
      - coalesce(sum((data ->> 'credits')::int) filter (where data ->> 'reason' in ('reversal', 'shortfall')), 0)::int as credits
  from events where type in ('CreditsTransferred', 'BetLost') and data ->> 'marketId' = $1 and data ->> 'betId' is not null group by 1`

const readFee = `
  select coalesce(sum(case data ->> 'reason' when 'fee' then 1 else -1 end * (data ->> 'credits')::int), 0)::int as fee
  from events where stream = 'account-house' and data ->> 'marketId' = $1 and data ->> 'reason' in ('fee', 'reversal')`

interface Paid {
  readonly id: string
  readonly closings: number
  readonly credits: number
}

/** What was paid out in credits, and how many closings of bets are missing or come twice. */
export interface PaidOut {
  readonly credits: number
  readonly lost: number
  readonly doubled: number
}

/** @param settlements how often the market was settled. Throws a `Violation`. */
export const checkPayouts = async (pool: Pool, marketId: string, settlements: number): Promise<PaidOut> => {
  const record = (await pool.query<MarketFact>(readRecord, [`market-${marketId}`])).rows
  const book = recomputedBook(record)
  if (!book) throw new Violation('I6', `the market ${marketId} has no settlement`)
  const paid = (await pool.query<Paid>(readPaid, [marketId])).rows
  const due = new Map(book.payouts.map(({ betId, payout }) => [betId, payout]))
  none(
    'I6',
    `bets that were not closed ${settlements} times`,
    paid.filter(({ closings }) => closings !== settlements),
  )
  none(
    'I6',
    'bets that brought something else than a recomputed settlement gives them',
    paid.filter(({ id, credits }) => due.get(id) !== credits),
  )
  const staked = record.reduce((sum, { type, data }) => (type === 'BetPlaced' ? sum + data.stake : sum), 0)
  const credits = paid.reduce((sum, one) => sum + one.credits, 0)
  const fee = (await pool.query<{ fee: number }>(readFee, [marketId])).rows[0]?.fee ?? 0
  if (paid.length !== due.size || fee !== book.fee || credits + fee !== staked)
    throw new Violation(
      'I6',
      `${paid.length} of ${due.size} bets were paid ${credits}, with a fee of ${fee} where ${book.fee} is due, and the stakes were ${staked}`,
    )
  return {
    credits,
    lost: surplus([due.size - paid.length, ...paid.map(({ closings }) => settlements - closings)]),
    doubled: surplus(paid.map(({ closings }) => closings - settlements)),
  }
}
