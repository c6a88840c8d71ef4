/** Moves a stake from a user's account to the pool of the market. */
import type { CreditsTransferred } from '@agent-arena/contracts'
import type { AccountState } from './account.state.ts'
import type { BetSubject } from './bet-subject.ts'
import { poolOf } from './ledger.ts'
import { requireCredits } from './require-credits.ts'
import { stakeText } from './texts.ts'

export interface StakeCredits {
  readonly type: 'StakeCredits'
  readonly data: {
    readonly betId: string
    readonly userId: string
    readonly stake: number
    readonly outcomeName: string
    readonly transferId: string
    readonly subject: BetSubject
  }
  readonly at: string
}

export const stakeCredits = ({ data, at }: StakeCredits, account: AccountState): readonly CreditsTransferred[] => {
  const { betId, userId, stake, outcomeName, transferId, subject } = data
  requireCredits(stake, account, 'stake')
  const { title, ...about } = subject
  const to = poolOf(subject.marketId)
  const text = stakeText(stake, outcomeName, title)
  const transfer = { transferId, from: userId, to, credits: stake, reason: 'stake', text, betId, ...about, at } as const
  return [{ type: 'CreditsTransferred', data: transfer }]
}
