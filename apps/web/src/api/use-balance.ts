/** One's own credits, where they are known. */
import { useQuery } from '@tanstack/react-query'
import { walletQuery } from './queries.ts'
import { useSession } from './session.ts'

export const useBalance = (): number | undefined => {
  const session = useSession()
  const { data } = useQuery({ ...walletQuery, enabled: session !== undefined })
  return session ? data?.balance : undefined
}
