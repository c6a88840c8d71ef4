/** Renews cached answers: at once for what one did oneself, at most once a second each for what something live says. */
import type { Market, MatchView } from '@agent-arena/contracts'
import { queryClient } from './client.ts'
import { onReachedAgain } from './connection.ts'
import { keys, marketQuery } from './queries.ts'

const SPACING_MS = 1000

const waiting = new Map<string, ReturnType<typeof setTimeout>>()

/** Calls that come before it is done are the same call. */
const soon = (what: 'renew' | 'read on', queryKey: readonly unknown[], act: () => unknown) => {
  const name = JSON.stringify([what, queryKey])
  if (waiting.has(name)) return
  const timer = setTimeout(() => {
    waiting.delete(name)
    void act()
  }, SPACING_MS)
  waiting.set(name, timer)
}

/** Asks again soon. */
export const renewSoon = (queryKey: readonly unknown[]) =>
  soon('renew', queryKey, () => queryClient.invalidateQueries({ queryKey }))

/** Asks soon for what came after that which is known, of a record that grows. */
export const readOnSoon = (queryKey: readonly unknown[]) =>
  soon('read on', queryKey, () => queryClient.refetchQueries({ queryKey }))

/** What was asked while the arena was away has failed, or is old: all that is shown is asked anew. */
export const renewWhenReachedAgain = () => onReachedAgain(() => void queryClient.invalidateQueries())

/** One's own credits and bets. What is on its way may have been asked before, and a first answer would be waited for: it is asked anew. */
export const renewMineNow = async () => {
  await queryClient.cancelQueries({ queryKey: keys.mine })
  await queryClient.invalidateQueries({ queryKey: keys.mine })
}

/** The stream of the match may have told of a newer market meanwhile: the higher version stays. */
const withMarket = (view: MatchView, market: Market): MatchView => ({
  ...view,
  markets: view.markets.map((known) => (known.id === market.id && known.version < market.version ? market : known)),
})

/** What one did oneself to a market is not left to wait: balance, bets and the market, also where a match shows it. */
export const renewMarketNow = async (marketId: string) => {
  void renewMineNow()
  const query = marketQuery(marketId)
  await queryClient.cancelQueries({ queryKey: query.queryKey })
  await queryClient.prefetchQuery({ ...query, staleTime: 0 })
  const market = queryClient.getQueryData(query.queryKey)
  if (market?.matchId) queryClient.setQueryData<MatchView>(keys.match(market.matchId), (view) => view && withMarket(view, market))
}
