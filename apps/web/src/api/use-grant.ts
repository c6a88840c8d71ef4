/** What everybody who joins begins with, as words: "1,000 credits", or "credits" until the arena has told how many. */
import { useQuery } from '@tanstack/react-query'
import { grouped } from '../words/format.ts'
import { rulesQuery } from './queries.ts'

export const useGrant = (): string => {
  const { data } = useQuery(rulesQuery)
  return data ? `${grouped(data.grantCredits)} credits` : 'credits'
}
