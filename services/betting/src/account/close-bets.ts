/** Closes bets of a user when their market is over: pays, refunds, or notes the loss; a bet that is not open is left alone. */
import type { AccountFact, PayoutKind } from '@agent-arena/contracts'
import type { AccountState } from './account.state.ts'
import type { BetSubject } from './bet-subject.ts'
import { poolOf } from './ledger.ts'

export interface ClosedBet {
  readonly betId: string
  readonly kind: PayoutKind
  readonly credits: number
  readonly text: string
  readonly transferId: string
}

export interface CloseBets {
  readonly type: 'CloseBets'
  readonly data: { readonly userId: string; readonly subject: BetSubject; readonly bets: readonly ClosedBet[] }
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

export const closeBets = (command: CloseBets, { openBets }: AccountState): readonly AccountFact[] =>
  command.data.bets.filter(({ betId }) => openBets.has(betId)).map((bet) => factOf(bet, command))
