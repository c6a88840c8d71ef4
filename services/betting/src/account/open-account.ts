/** Opens the account of a new user and grants the first credits, once. */
import type { AccountFact } from '@agent-arena/contracts'
import type { AccountState } from './account.state.ts'
import { GRANT } from './ledger.ts'
import { grantText } from './texts.ts'

export interface OpenAccount {
  readonly type: 'OpenAccount'
  readonly data: { readonly userId: string; readonly name: string; readonly grantCredits: number; readonly transferId: string }
  readonly at: string
}

export const openAccount = ({ data, at }: OpenAccount, account: AccountState): readonly AccountFact[] => {
  if (account.opened) return []
  const { userId, name, grantCredits: credits, transferId } = data
  return [
    { type: 'AccountOpened', data: { accountId: userId, name, openedAt: at } },
    {
      type: 'CreditsTransferred',
      data: { transferId, from: GRANT, to: userId, credits, reason: 'grant', text: grantText(credits), at },
    },
  ]
}
