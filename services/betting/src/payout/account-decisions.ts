/** What a market's end does to one account: closes its bets, takes back what an earlier settlement did, moves the fee. */
import { newId, type AccountFact, type BetPayout, type SettledBook } from '@agent-arena/contracts'
import { accountDecider } from '../account/account.decider.ts'
import type { AccountState } from '../account/account.state.ts'
import { subjectOf } from '../account/bet-subject.ts'
import type { ClosedBet } from '../account/close-bets.ts'
import { closedBetText } from '../account/texts.ts'
import type { PaidBet } from '../account/undo-settlement.ts'
import type { OpenedMarket } from '../market/market.state.ts'
import { outcomeName } from '../market/texts.ts'

export type DecideAccount = (accountId: string, account: AccountState, at: string) => readonly AccountFact[]

const byUser = (payouts: readonly BetPayout[]): ReadonlyMap<string, readonly BetPayout[]> =>
  Map.groupBy(payouts, ({ userId }) => userId)

const closedBetOf = ({ betId, kind, cause, stake, payout: credits, outcome }: BetPayout, market: OpenedMarket): ClosedBet => {
  const words = { cause, stake, credits, outcome: outcomeName(market, outcome), title: market.title, voidCause: market.voidCause }
  return { betId, kind, credits, text: closedBetText(words), transferId: newId('transfer') }
}

const paidBetOf = ({ betId, payout: credits, outcome }: BetPayout, market: OpenedMarket): PaidBet => ({
  betId,
  credits,
  outcomeName: outcomeName(market, outcome),
  transferIds: [newId('transfer'), newId('transfer')],
})

export const closing = (book: SettledBook, market: OpenedMarket): DecideAccount => {
  const bets = byUser(book.payouts)
  return (userId, account, at) => {
    const own = (bets.get(userId) ?? []).map((bet) => closedBetOf(bet, market))
    const data = { userId, subject: subjectOf(market), bets: own, repaymentId: newId('transfer') }
    return accountDecider.decide({ type: 'CloseBets', data, at }, account)
  }
}

export const takingFee =
  (fee: number, market: OpenedMarket): DecideAccount =>
  (_id, house, at) =>
    accountDecider.decide(
      { type: 'TakeFee', data: { fee, subject: subjectOf(market), transferId: newId('transfer') }, at },
      house,
    )

/** An account may know any of the earlier settlements: the payouts of a later one may not have reached it. */
export const takingBack = (market: OpenedMarket, books: readonly SettledBook[]): DecideAccount => {
  const bets = books.map(({ payouts }) => byUser(payouts))
  const { marketId } = market
  const [round, reason] = [books.length, market.reversals.at(-1)?.reason ?? '']
  return (userId, account, at) => {
    const known = bets[account.undone.get(marketId) ?? 0]?.get(userId) ?? []
    const data = { userId, subject: subjectOf(market), round, reason, bets: known.map((bet) => paidBetOf(bet, market)) }
    return accountDecider.decide({ type: 'UndoSettlement', data, at }, account)
  }
}

export const returningFee =
  (market: OpenedMarket, books: readonly SettledBook[]): DecideAccount =>
  (_id, house, at) => {
    const fee = books[house.undone.get(market.marketId) ?? 0]?.fee ?? 0
    const data = { fee, round: books.length, subject: subjectOf(market), transferId: newId('transfer') }
    return accountDecider.decide({ type: 'ReturnFee', data, at }, house)
  }
