/** What one can spend: one's balance, or before one has joined what the rules give to who joins. */
import { useQuery } from '@tanstack/react-query'
import type { Purse } from '../words/amount.ts'
import { rulesQuery } from './queries.ts'
import { useSession } from './session.ts'
import { useBalance } from './use-balance.ts'

export const usePurse = (): Purse => {
  const session = useSession()
  const balance = useBalance()
  const { data } = useQuery(rulesQuery)
  if (session) return balance
  return data && { onJoining: data.grantCredits }
}
