/** What the pages read, each under a key by which live events renew it. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { readAllPages, type BoardMeasure, type BoardWindow, type Market, type MatchView } from '@agent-arena/contracts'
import { readBets } from './bets.ts'
import { arena } from './client.ts'

/** Highest number of a feed that every store can hold: "before" it are the last items. */
const END_OF_FEED = 2_147_483_647

export const keys = {
  lobby: ['lobby'],
  match: (matchId: string) => ['match', matchId],
  sandbox: (sandboxId: string) => ['sandbox', sandboxId],
  market: (marketId: string) => ['market', marketId],
  odds: (marketId: string) => ['odds', marketId],
  settlement: (marketId: string) => ['settlement', marketId],
  bets: (marketId: string) => ['bets', marketId],
  latest: (sandboxId: string) => ['latest', sandboxId],
  board: (by: string, window: string) => ['board', by, window],
  rules: ['rules'],
  recent: ['recent'],
  wallet: ['mine', 'wallet'],
  entries: ['mine', 'entries'],
  myBets: ['mine', 'bets'],
  myOpenBets: ['mine', 'bets', 'open'],
  myBetsOn: (marketId: string) => ['mine', 'bets', marketId],
  mine: ['mine'],
} as const

const readMatch = async (matchId: string): Promise<MatchView> => {
  const match = await arena.getMatch({ matchId })
  return { match, markets: [await arena.getMarket({ marketId: match.marketId })] }
}

/** Read once; afterwards the stream of the match keeps it fresh. */
export const matchQuery = (matchId: string) =>
  queryOptions({ queryKey: keys.match(matchId), queryFn: () => readMatch(matchId), staleTime: Number.POSITIVE_INFINITY })

export const sandboxQuery = (sandboxId: string) =>
  queryOptions({ queryKey: keys.sandbox(sandboxId), queryFn: () => arena.getSandbox({ sandboxId }), refetchInterval: 10_000 })

export const marketQuery = (marketId: string) =>
  queryOptions({ queryKey: keys.market(marketId), queryFn: () => arena.getMarket({ marketId }), refetchInterval: 10_000 })

/** A correction settles anew, with a higher version of the market. */
export const settlementQuery = ({ id, version }: Pick<Market, 'id' | 'version'>) =>
  queryOptions({
    queryKey: [...keys.settlement(id), version],
    queryFn: () => arena.getSettlement({ marketId: id }),
    placeholderData: keepPreviousData,
  })

/** Read on as the market changes. Kept only while it is shown: nobody tells what changes of it meanwhile. */
export const betsQuery = (marketId: string) =>
  queryOptions({
    queryKey: keys.bets(marketId),
    queryFn: (context) => readBets(context, (page) => arena.listBets({ marketId, ...page })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** The rates and times of this arena, which stand while it runs. */
export const rulesQuery = queryOptions({
  queryKey: keys.rules,
  queryFn: () => arena.getBettingRules({}),
  staleTime: Number.POSITIVE_INFINITY,
})

/** The last items of a sandbox, for pages that do not follow its whole feed. */
export const latestQuery = (sandboxId: string, active: boolean) =>
  queryOptions({
    queryKey: keys.latest(sandboxId),
    queryFn: () => arena.getFeed({ sandboxId, before: END_OF_FEED, limit: 30 }),
    refetchInterval: active ? 3000 : false,
    placeholderData: keepPreviousData,
  })

/** The odds over time; renewed as the market changes. */
export const oddsQuery = (marketId: string) =>
  queryOptions({
    queryKey: keys.odds(marketId),
    queryFn: () => arena.getMarketHistory({ marketId }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const recentQuery = queryOptions({
  queryKey: keys.recent,
  queryFn: () => arena.listRecent({ limit: 80 }),
  refetchInterval: 4000,
})

/** Guests are shown, marked, as long as nobody can sign in for good. */
export const boardQuery = (asked: { readonly by: BoardMeasure; readonly window: BoardWindow }) =>
  queryOptions({
    queryKey: keys.board(asked.by, asked.window),
    queryFn: () => arena.getLeaderboard({ ...asked, guests: 'include', limit: 100 }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  })

export const walletQuery = queryOptions({ queryKey: keys.wallet, queryFn: () => arena.getWallet({}), refetchInterval: 15_000 })

/** So many are shown at first, and as many more each time that somebody asks for earlier ones. */
const SHOWN_AT_ONCE = 50

const newestFirst = { initialPageParam: undefined as string | undefined, refetchInterval: 10_000 } as const

export const entriesQuery = infiniteQueryOptions({
  ...newestFirst,
  queryKey: keys.entries,
  queryFn: ({ pageParam: after }) => arena.listWalletEntries({ limit: SHOWN_AT_ONCE, after }),
  getNextPageParam: ({ next }) => next,
})

export const myBetsQuery = infiniteQueryOptions({
  ...newestFirst,
  queryKey: keys.myBets,
  queryFn: ({ pageParam: after }) => arena.listMyBets({ limit: SHOWN_AT_ONCE, after }),
  getNextPageParam: ({ next }) => next,
})

/** All of them, however many: what one has riding is their sum. */
export const myOpenBetsQuery = queryOptions({
  queryKey: keys.myOpenBets,
  queryFn: () => readAllPages((page) => arena.listMyBets({ status: 'open', ...page })),
  refetchInterval: 10_000,
})

/** All of them, however many: how one stands in a market is their sum. */
export const myBetsOnQuery = (marketId: string) =>
  queryOptions({
    queryKey: keys.myBetsOn(marketId),
    queryFn: () => readAllPages((page) => arena.listMyBets({ marketId, ...page })),
    refetchInterval: 10_000,
  })

/** The weight of a bet falls with time, which changes no version of the market. */
const QUOTE_PACE_MS = 3000

/** Asked again and again while somebody looks at it: an open market moves by itself, and what kept a quote away passes. */
export const quoteQuery = (
  bet: { readonly marketId: string; readonly outcome: string; readonly stake: number },
  version: number,
) =>
  queryOptions({
    queryKey: ['quote', bet.marketId, bet.outcome, bet.stake, version],
    queryFn: ({ signal }) => arena.quoteBet(bet, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 2000,
    refetchInterval: QUOTE_PACE_MS,
    gcTime: 10_000,
    retry: false,
  })
