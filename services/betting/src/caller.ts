/** Who may hold a wallet: users only; operators decide matches and may not bet on them. */
import { Rejection, type RequestContext } from '@agent-arena/contracts'

export const userOf = ({ caller }: RequestContext): { readonly id: string; readonly name: string } => {
  if (caller.kind !== 'user') throw new Rejection('not-allowed', { detail: 'Only a user has a wallet and places bets.' })
  return caller
}
