/** The public record of a market's bets, which grows while the market goes on: what is known is kept, and what came after it is read. */
import type { QueryFunctionContext } from '@tanstack/react-query'
import { readAllPages, type PageAnswered, type PageAsked, type PublicBet } from '@agent-arena/contracts'

type Bets = readonly PublicBet[]

/** Whoever invalidates the record says that bets of before have changed: a gift marks them, and a settlement closes them. */
const knownBets = ({ client, queryKey }: QueryFunctionContext): Bets => {
  const state = client.getQueryState<Bets>(queryKey)
  return state?.isInvalidated ? [] : (state?.data ?? [])
}

export const readBets = async (
  context: QueryFunctionContext,
  list: (page: PageAsked) => Promise<PageAnswered<PublicBet>>,
): Promise<Bets> => {
  const known = knownBets(context)
  return [...known, ...(await readAllPages(list, known.at(-1)?.version))]
}
