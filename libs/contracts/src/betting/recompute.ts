/** Recomputes a settlement from the public record alone, in the browser as on the server, and tells what differs from what was told and paid. */
import type { MarketFact, MarketOpened } from './market-events.ts'
import type { Bet, BetStatus, Settlement } from './market.ts'
import { recordFaults } from './record-faults.ts'
import { refundAll, settle, type SettledBet, type SettledBook } from './settlement.ts'

interface Recorded {
  opened: MarketOpened['data'] | null
  readonly bets: SettledBet[]
  excluded: Set<string>
  winners: readonly string[] | null
  isVoid: boolean
}

const note = (recorded: Recorded, { type, data }: MarketFact): void => {
  switch (type) {
    case 'MarketOpened':
      recorded.opened = data
      return
    case 'BetPlaced':
      recorded.bets.push(data)
      return
    case 'MarketLocked':
      recorded.excluded = new Set(data.excluded)
      return
    case 'MarketSettled':
      for (const betId of data.excluded) recorded.excluded.add(betId)
      Object.assign(recorded, { winners: data.winners, isVoid: false })
      return
    case 'MarketVoided':
      recorded.isVoid = true
      return
    default:
      return
  }
}

const recordedOf = (facts: Iterable<MarketFact>): Recorded => {
  const recorded: Recorded = { opened: null, bets: [], excluded: new Set(), winners: null, isVoid: false }
  for (const fact of facts) note(recorded, fact)
  return recorded
}

/** By the last verdict, for an operator may have corrected one. Null while the record tells no end of the market. */
export const recomputedBook = (facts: Iterable<MarketFact>): SettledBook | null => bookOf(recordedOf(facts))

const bookOf = ({ opened, bets, excluded, winners, isVoid }: Recorded): SettledBook | null => {
  if (!opened) return null
  if (isVoid) return refundAll(bets, () => 'voided')
  if (!winners) return null
  return settle({ outcomes: opened.outcomes.map(({ id }) => id), feeBps: opened.feeBps, bets, winners, excluded })
}

/** A bet of the public record with what its account was paid. */
export type PaidBet = Pick<Bet, 'id' | 'userName'> & { readonly status: BetStatus; readonly payout?: number | undefined }

export interface CheckedSettlement {
  readonly payouts: number
  /** Credits paid out, by our own count. */
  readonly credits: number
  /** Sentences; none when everything is the same to the credit. */
  readonly differences: readonly string[]
  /** Bets that wait for their payout. */
  readonly unpaid: number
}

const differs = (what: string, ours: number, theirs: number | undefined) =>
  ours === theirs ? [] : [`${what}: ${ours} by the record, ${theirs ?? 'nothing'} as told.`]

const statuses = { win: 'won', refund: 'refunded', loss: 'lost' } as const

const endOf = ({ isVoid, winners }: Recorded) => (isVoid ? 'void' : (winners ?? []).join(', '))
const toldEndOf = ({ status, winners }: Settlement) => (status === 'voided' ? 'void' : winners.join(', '))

const endFaults = (recorded: Recorded, told: Settlement) => {
  const [ours, theirs] = [endOf(recorded), toldEndOf(told)]
  return ours === theirs ? [] : [`Winner: ${ours} by the record, ${theirs} as told.`]
}

const nameOf = (betId: string, bet: PaidBet | undefined) => `The bet ${betId}${bet ? ` of ${bet.userName}` : ''}`

/** What was paid beside the book; a bet that is still open waits for its payout. */
export const paymentFaults = ({ payouts }: SettledBook, paid: readonly PaidBet[]): readonly string[] => {
  const payments = new Map(paid.map((bet) => [bet.id, bet]))
  return payouts.flatMap(({ betId, payout, kind }) => {
    const bet = payments.get(betId)
    if (!bet || bet.status === 'open' || (bet.payout === payout && bet.status === statuses[kind])) return []
    const theirs = `${bet.payout ?? 'nothing'} (${bet.status}) as paid`
    return [`${nameOf(betId, bet)}: ${payout} (${statuses[kind]}) by the record, ${theirs}.`]
  })
}

const tellingFaults = ({ payouts }: SettledBook, told: Settlement, paid: readonly PaidBet[]) => {
  const tellings = new Map(told.payouts.map((payout) => [payout.betId, payout.payout]))
  const payments = new Map(paid.map((bet) => [bet.id, bet]))
  return payouts.flatMap(({ betId, payout }) => differs(nameOf(betId, payments.get(betId)), payout, tellings.get(betId)))
}

/**
 * The record beside the rules, and what was told (the settlement) and paid (the bets) beside the book that follows from it. Null while
 * the record tells no end of the market.
 */
export const checkSettlement = (
  record: readonly MarketFact[],
  told: Settlement,
  paid: readonly PaidBet[],
): CheckedSettlement | null => {
  const recorded = recordedOf(record)
  const book = bookOf(recorded)
  if (!book) return null
  const differences = [
    ...recordFaults(record),
    ...endFaults(recorded, told),
    ...differs('Losing pool', book.losingPool, told.losingPool),
    ...differs('Fee', book.fee, told.fee),
    ...differs('Number of bets', book.payouts.length, told.payouts.length),
    ...differs('Number of bets in the list', book.payouts.length, paid.length),
    ...tellingFaults(book, told, paid),
    ...paymentFaults(book, paid),
  ]
  const credits = book.payouts.reduce((sum, { payout }) => sum + payout, 0)
  const unpaid = paid.filter(({ status }) => status === 'open').length
  return { payouts: book.payouts.length, credits, differences, unpaid }
}
