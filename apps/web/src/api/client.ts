/** The arena as the pages call it: the typed client with the guest's token, and the cache of what it answered. */
import { QueryClient } from '@tanstack/react-query'
import { createClient } from '@agent-arena/contracts'
import { isUncertain } from '../words/problem.ts'
import { noteServerDate } from './clock.ts'
import { currentToken, dropSession } from './session.ts'

/** Every answer tells the server's time; a refused token is forgotten. */
const send: typeof fetch = async (input, init) => {
  const token = currentToken()
  const response = await fetch(input, init)
  noteServerDate(response.headers.get('date'))
  if (response.status === 401) dropSession(token)
  return response
}

export const arena = createClient({ url: '', token: currentToken, fetch: send })

const MAX_RETRIES = 2

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5000, retry: (failures, problem) => isUncertain(problem) && failures < MAX_RETRIES },
  },
})
