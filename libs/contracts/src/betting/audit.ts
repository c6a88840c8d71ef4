/** The reconciliation of the books: whether balances, entries, pools and bets are what the log says. */
import { z } from 'zod'
import { MarketId } from '../ids.ts'
import { operation } from '../operation.ts'
import { Credits, Time } from '../values.ts'

/** The reaction of betting that pays bets: what it has parked are payouts that wait for an operator. */
export const PAYING_REACTION = 'pay-bets-when-market-is-over'

export const DifferenceKind = z.enum(['total', 'balance', 'below-zero', 'entries', 'grants', 'bets', 'market', 'pool'])
export type DifferenceKind = z.infer<typeof DifferenceKind>

export const BookDifference = z.object({
  kind: DifferenceKind,
  /** The account, the bet, or `all`. */
  id: z.string(),
  /** The market whose payouts stop because of it. */
  marketId: MarketId.optional(),
  /** What the log says; null where it knows nothing of it. */
  expected: Credits.nullable(),
  /** What the books show; null where they show nothing. */
  found: Credits.nullable(),
  /** A sentence. */
  text: z.string(),
})
export type BookDifference = z.infer<typeof BookDifference>

export const Reconciliation = z.object({
  at: Time,
  /** Position of betting's log up to which it holds. */
  position: z.int(),
  /** Σ of all accounts: 0. */
  total: Credits,
  accounts: z.int(),
  markets: z.int(),
  bets: z.int(),
  /** None when the books are right; at most 1,000 are told. */
  differences: z.array(BookDifference),
})
export type Reconciliation = z.infer<typeof Reconciliation>

export const reconcileBooks = operation({
  name: 'reconcileBooks',
  service: 'betting',
  kind: 'query',
  audience: 'operator',
  summary: 'Compares every account, entry, pool and bet with the log, from one snapshot; changes nothing.',
  input: z.strictObject({}),
  output: Reconciliation,
  http: { method: 'GET', path: '/audit/reconciliation', status: 200 },
})
