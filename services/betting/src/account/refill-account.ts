/** Fills up the account of somebody who is broke and has nothing at stake, once a UTC day of the log's clock. */
import type { CreditsTransferred } from '@agent-arena/contracts'
import { dayOf, type AccountState } from './account.state.ts'
import { GRANT } from './ledger.ts'
import { refillText } from './texts.ts'

/** Who has less than `below` credits gets so many that it has `to`. */
export interface Refill {
  readonly below: number
  readonly to: number
}

export interface RefillAccount {
  readonly type: 'RefillAccount'
  readonly data: { readonly userId: string; readonly transferId: string } & Refill
  readonly at: string
}

export const refillAccount = ({ data, at }: RefillAccount, account: AccountState): readonly CreditsTransferred[] => {
  const { userId, transferId, below, to } = data
  if (!account.opened || account.credits >= below || account.openBets.size > 0 || account.refilledOn === dayOf(at)) return []
  const credits = to - account.credits
  const text = refillText(to, below)
  return [{ type: 'CreditsTransferred', data: { transferId, from: GRANT, to: userId, credits, reason: 'refill', text, at } }]
}
