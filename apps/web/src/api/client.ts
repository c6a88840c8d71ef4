/** The arena as the pages call it: the typed client with the guest's token, and the cache of what it answered. */
import { QueryClient } from '@tanstack/react-query'
import { createClient } from '@agent-arena/contracts'
import { isUncertain } from '../words/problem.ts'
import { send } from './reach.ts'
import { currentToken, dropSession } from './session.ts'

/** A refused token is forgotten. */
const sendAsGuest: typeof fetch = async (input, init) => {
  const token = currentToken()
  const response = await send(input, init)
  if (response.status === 401) dropSession(token)
  return response
}

export const arena = createClient({ url: '', token: currentToken, fetch: sendAsGuest })

const MAX_RETRIES = 2

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5000, retry: (failures, problem) => isUncertain(problem) && failures < MAX_RETRIES },
  },
})
