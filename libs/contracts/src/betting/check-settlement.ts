/** Compares what was told and paid of a market that is over with what follows from its public record. */
import type { BetPlaced } from './market-events.ts'
import type { Payout, PublicBet, Settlement } from './market.ts'
import { recordFaults, type RecordedFact } from './record-faults.ts'
import { recordedMarket, type RecordedEnd, type RecordedMarket } from './recompute.ts'
import type { BetPayout, SettledBook } from './settlement.ts'

/** A bet of the public list with what its account was paid. */
export type PaidBet = Pick<
  PublicBet,
  'id' | 'userId' | 'userName' | 'outcome' | 'stake' | 'weightBps' | 'placedAt' | 'status'
> & {
  readonly payout?: number | undefined
}

export interface CheckedPayments {
  /** Sentences; none when the list is the record to the credit. */
  readonly differences: readonly string[]
  /** Bets that wait for their payout: still open, or still as a settlement left them that was taken back. */
  readonly unpaid: number
}

export interface CheckedSettlement extends CheckedPayments {
  /** That took part, also those that lost: what each was paid is compared. */
  readonly bets: number
  /** Credits paid out, by our own count. */
  readonly credits: number
}

const differs = (what: string, ours: number | string, theirs: number | string | undefined) =>
  ours === theirs ? [] : [`${what}: ${ours} by the record, ${theirs ?? 'nothing'} as told.`]

const statuses = { win: 'won', refund: 'refunded', loss: 'lost' } as const

type Bet = BetPlaced['data']

const nameOf = ({ betId, userName }: Pick<Bet, 'betId' | 'userName'>) => `The bet ${betId} of ${userName}`

const termsOf = ({ outcome, stake, weightBps, placedAt, userId, userName }: Omit<PaidBet, 'id' | 'status'>) =>
  `${stake} on ${outcome} at weight ${weightBps} by ${userId} (${userName}), placed at ${placedAt}`

/** Those that come again, each once. */
const repeated = (ids: readonly string[]): readonly string[] => {
  const lastPlaces = new Map(ids.map((id, place) => [id, place]))
  return [...new Set(ids.filter((id, place) => lastPlaces.get(id) !== place))]
}

const isPaidAs = ({ status, payout }: PaidBet, due: BetPayout | undefined) =>
  due !== undefined && payout === due.payout && status === statuses[due.kind]

const payoutsById = ({ book }: RecordedEnd) => new Map(book.payouts.map((payout) => [payout.betId, payout]))

/** The list beside the record, bet by bet and both ways. Bets of a market that is not over are only compared as they were placed. */
export const checkPayments = ({ bets, ends }: RecordedMarket, paid: readonly PaidBet[]): CheckedPayments => {
  const [present, ...earlier] = ends.map(payoutsById).toReversed()
  const listed = new Map(paid.map((bet) => [bet.id, bet]))
  const known = new Set(bets.map(({ betId }) => betId))
  let unpaid = 0
  const faultsOf = (bet: Bet): readonly string[] => {
    const shown = listed.get(bet.betId)
    if (!shown) return [`${nameOf(bet)} is not in the list.`]
    if (termsOf(bet) !== termsOf(shown)) return [`${nameOf(bet)}: ${termsOf(bet)} by the record, ${termsOf(shown)} in the list.`]
    const due = present?.get(bet.betId)
    if (isPaidAs(shown, due)) return []
    if (shown.status === 'open' || earlier.some((end) => isPaidAs(shown, end.get(bet.betId)))) {
      unpaid++
      return []
    }
    const ours = due ? `${due.payout} (${statuses[due.kind]})` : 'nothing yet'
    return [`${nameOf(bet)}: ${ours} by the record, ${shown.payout ?? 'nothing'} (${shown.status}) as paid.`]
  }
  const strangers = paid
    .filter(({ id }) => !known.has(id))
    .map(({ id: betId, userName }) => `${nameOf({ betId, userName })} is in the list, and not in the record.`)
  const doubled = repeated(paid.map(({ id }) => id)).map((id) => `The bet ${id} is in the list more than once.`)
  return { differences: [...bets.flatMap(faultsOf), ...strangers, ...doubled], unpaid }
}

const endOf = (winners: readonly string[] | null) => winners?.join(', ') ?? 'void'

const payoutText = ({ outcome, stake, payout, kind, userId }: Payout) =>
  `${payout} (${statuses[kind]}) for ${stake} on ${outcome} of ${userId}`

const tellingFaults = ({ bets }: RecordedMarket, { payouts }: SettledBook, told: Settlement) => {
  const tellings = new Map(told.payouts.map((payout) => [payout.betId, payout]))
  const names = new Map(bets.map((bet) => [bet.betId, nameOf(bet)]))
  const known = new Set(payouts.map(({ betId }) => betId))
  return [
    ...payouts.flatMap((payout) => {
      const telling = tellings.get(payout.betId)
      return differs(names.get(payout.betId) ?? payout.betId, payoutText(payout), telling && payoutText(telling))
    }),
    ...told.payouts
      .filter(({ betId }) => !known.has(betId))
      .map(({ betId }) => `The bet ${betId} is told a payout, and is not in the record.`),
    ...repeated(told.payouts.map(({ betId }) => betId)).map((betId) => `The bet ${betId} is told more than one payout.`),
  ]
}

/**
 * The record beside the rules, and what was told (the settlement) and paid (the bets) beside the book that follows from it. Null while
 * the record tells no end of the market.
 */
export const checkSettlement = (
  record: readonly RecordedFact[],
  told: Settlement,
  paid: readonly PaidBet[],
): CheckedSettlement | null => {
  const market = recordedMarket(record)
  const end = market.ends.at(-1)
  if (!end) return null
  const { book, winners } = end
  const { differences, unpaid } = checkPayments(market, paid)
  return {
    bets: book.payouts.length,
    credits: book.payouts.reduce((sum, { payout }) => sum + payout, 0),
    unpaid,
    differences: [
      ...recordFaults(record),
      ...differs('Winner', endOf(winners), endOf(told.status === 'voided' ? null : told.winners)),
      ...differs('Losing pool', book.losingPool, told.losingPool),
      ...differs('Fee', book.fee, told.fee),
      ...tellingFaults(market, book, told),
      ...differences,
    ],
  }
}
