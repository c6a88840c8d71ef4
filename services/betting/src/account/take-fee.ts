/** Moves the fee of a settled market from its pool to the house, once. */
import type { CreditsTransferred } from '@agent-arena/contracts'
import type { AccountState } from './account.state.ts'
import type { BetSubject } from './bet-subject.ts'
import { HOUSE, poolOf } from './ledger.ts'
import { feeText } from './texts.ts'

export interface TakeFee {
  readonly type: 'TakeFee'
  readonly data: { readonly fee: number; readonly subject: BetSubject; readonly transferId: string }
  readonly at: string
}

export const takeFee = ({ data, at }: TakeFee, house: AccountState): readonly CreditsTransferred[] => {
  const { fee, transferId } = data
  const { title, ...about } = data.subject
  if (fee === 0 || house.feesFrom.has(about.marketId)) return []
  const from = poolOf(about.marketId)
  return [
    {
      type: 'CreditsTransferred',
      data: { transferId, from, to: HOUSE, credits: fee, reason: 'fee', text: feeText(fee, title), ...about, at },
    },
  ]
}
