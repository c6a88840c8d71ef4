/** Recomputes a settlement from the public record alone, in the browser as on the server, and tells what differs from what was told and paid. */
import type { MarketFact, MarketOpened } from './market-events.ts'
import type { Bet, BetStatus, Settlement } from './market.ts'
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

/** By the last verdict, for an operator may have corrected one. Null while the record tells no end of the market. */
export const recomputedBook = (facts: Iterable<MarketFact>): SettledBook | null => {
  const recorded: Recorded = { opened: null, bets: [], excluded: new Set(), winners: null, isVoid: false }
  for (const fact of facts) note(recorded, fact)
  const { opened, bets, excluded, winners, isVoid } = recorded
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

/** What was told (the settlement) and what was paid (the bets) beside our own book. */
export const checkSettlement = (book: SettledBook, told: Settlement, paid: readonly PaidBet[]): CheckedSettlement => {
  const tellings = new Map(told.payouts.map((payout) => [payout.betId, payout]))
  const payments = new Map(paid.map((bet) => [bet.id, bet]))
  const differences = [
    ...differs('Losing pool', book.losingPool, told.losingPool),
    ...differs('Fee', book.fee, told.fee),
    ...differs('Number of bets', book.payouts.length, told.payouts.length),
    ...differs('Number of bets in the list', book.payouts.length, paid.length),
  ]
  for (const { betId, payout, kind } of book.payouts) {
    const bet = payments.get(betId)
    const name = `The bet ${betId}${bet ? ` of ${bet.userName}` : ''}`
    differences.push(...differs(name, payout, tellings.get(betId)?.payout))
    if (!bet || bet.status === 'open') continue
    if (bet.payout !== payout || bet.status !== statuses[kind])
      differences.push(
        `${name}: ${payout} (${statuses[kind]}) by the record, ${bet.payout ?? 'nothing'} (${bet.status}) as paid.`,
      )
  }
  const credits = book.payouts.reduce((sum, { payout }) => sum + payout, 0)
  const unpaid = paid.filter(({ status }) => status === 'open').length
  return { payouts: book.payouts.length, credits, differences, unpaid }
}
