/** The one look at a balance: whoever gives credits away must have an account and that much in it. */
import { Rejection } from '@agent-arena/contracts'
import type { AccountState } from './account.state.ts'
import { amount } from './texts.ts'

/** Throws `no-account` or `insufficient-credits`. */
export const requireCredits = (credits: number, account: AccountState, what: 'stake' | 'gift'): void => {
  if (!account.opened) throw new Rejection('no-account')
  if (credits > account.credits)
    throw new Rejection('insufficient-credits', {
      detail: `The ${what} of ${amount(credits)} is more than the balance of ${amount(account.credits)}.`,
      extra: { balance: account.credits },
    })
}
