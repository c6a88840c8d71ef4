/** Gives the fee of a settlement that is taken back from the house to the pool, once a reversal. */
import type { AccountFact } from '@agent-arena/contracts'
import type { AccountState } from './account.state.ts'
import type { BetSubject } from './bet-subject.ts'
import { HOUSE, poolOf } from './ledger.ts'
import { returnedFeeText } from './texts.ts'

export interface ReturnFee {
  readonly type: 'ReturnFee'
  readonly data: {
    /** Of the settlement that the house knows. */
    readonly fee: number
    readonly round: number
    readonly subject: BetSubject
    readonly transferId: string
  }
  readonly at: string
}

export const returnFee = ({ data, at }: ReturnFee, house: AccountState): readonly AccountFact[] => {
  const { fee: credits, round, subject, transferId } = data
  const { title, ...about } = subject
  const { marketId } = about
  if ((house.undone.get(marketId) ?? 0) >= round) return []
  const done: AccountFact = { type: 'SettlementUndone', data: { accountId: HOUSE, marketId, round, betIds: [], at } }
  if (!house.feesFrom.has(marketId)) return [done]
  const fee = { transferId, from: HOUSE, to: poolOf(marketId), credits, reason: 'reversal' } as const
  return [{ type: 'CreditsTransferred', data: { ...fee, text: returnedFeeText(credits, title), ...about, at } }, done]
}
