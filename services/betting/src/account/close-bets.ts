/** Closes bets of a user when their market is over: pays, refunds, or notes the loss; what the house bore for them is kept back. */
import type { AccountFact, CreditsTransferred, PayoutKind } from '@agent-arena/contracts'
import type { AccountState } from './account.state.ts'
import type { BetSubject } from './bet-subject.ts'
import { HOUSE, poolOf } from './ledger.ts'
import { repaymentText } from './texts.ts'

export interface ClosedBet {
  readonly betId: string
  readonly kind: PayoutKind
  readonly credits: number
  readonly text: string
  readonly transferId: string
}

export interface CloseBets {
  readonly type: 'CloseBets'
  readonly data: {
    readonly userId: string
    readonly subject: BetSubject
    readonly bets: readonly ClosedBet[]
    /** Of the movement that pays the house back, where there is something to pay back. */
    readonly repaymentId: string
  }
  readonly at: string
}

const factOf = ({ betId, kind, ...transfer }: ClosedBet, { data: { userId, subject }, at }: CloseBets): AccountFact => {
  const { title: _title, ...about } = subject
  if (kind === 'loss') return { type: 'BetLost', data: { betId, marketId: subject.marketId, at } }
  const reason = kind === 'win' ? 'payout' : 'refund'
  return {
    type: 'CreditsTransferred',
    data: { ...transfer, from: poolOf(subject.marketId), to: userId, reason, betId, ...about, at },
  }
}

/** No more than these bets bring: nobody is asked for credits that a correction did not give. */
const repaymentOf = ({ data, at }: CloseBets, owed: number, closed: readonly ClosedBet[]): readonly CreditsTransferred[] => {
  const { title, ...about } = data.subject
  const credits = Math.min(
    owed,
    closed.reduce((sum, bet) => sum + bet.credits, 0),
  )
  if (credits === 0) return []
  const transfer = { transferId: data.repaymentId, from: data.userId, to: HOUSE, credits, reason: 'repayment' } as const
  return [{ type: 'CreditsTransferred', data: { ...transfer, text: repaymentText(credits, title), ...about, at } }]
}

/** A bet that is not open is left alone. */
export const closeBets = (command: CloseBets, { openBets, owed }: AccountState): readonly AccountFact[] => {
  const closed = command.data.bets.filter(({ betId }) => openBets.has(betId))
  const debt = owed.get(command.data.subject.marketId) ?? 0
  return [...closed.map((bet) => factOf(bet, command)), ...repaymentOf(command, debt, closed)]
}
