/** What the latest-wins streams show, put together from the services' own answers. */
import {
  getMatch,
  listMatches,
  listSandboxes,
  notFound,
  serviceContext,
  type Lobby,
  type Market,
  type MatchView,
  type Sandbox,
  type SandboxStatus,
} from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'
import type { Shown } from './latest-topic.ts'
import type { MarketCache } from './market-cache.ts'

const LOBBY_MATCHES = 10
const LOBBY_RECENT = 20
const LOBBY_GOING_ON = 50
const goingOn = ['requested', 'provisioning', 'ready', 'running', 'awaiting-verdict'] as const satisfies readonly SandboxStatus[]

export interface StateParts {
  readonly bus: MessageBus
  readonly markets: MarketCache
  readonly viewers: () => number
}

const isOpen = (market: Market) => market.status === 'open'

export const marketShown = async ({ markets }: StateParts, marketId: string): Promise<Shown> => {
  const market = await markets.find(marketId)
  if (!market) throw notFound('market', marketId)
  return { state: market, ids: [marketId], ages: isOpen(market) }
}

export const matchShown = async ({ bus, markets }: StateParts, matchId: string): Promise<Shown> => {
  const match = await bus.request(getMatch, { matchId }, serviceContext('gateway'))
  const marketIds = [match.marketId, ...match.sandboxes.map(({ marketId }) => marketId)]
  const view: MatchView = { match, markets: await markets.findAll(marketIds) }
  return { state: view, ids: [matchId, ...match.sandboxes.map(({ id }) => id), ...marketIds], ages: view.markets.some(isOpen) }
}

const lobbySandboxes = async (bus: MessageBus): Promise<Sandbox[]> => {
  const recent = bus.request(listSandboxes, { limit: LOBBY_RECENT }, serviceContext('gateway'))
  const current = goingOn.map((status) =>
    bus.request(listSandboxes, { status, limit: LOBBY_GOING_ON }, serviceContext('gateway')),
  )
  const pages = await Promise.all([recent, ...current])
  const byId = new Map(pages.flatMap(({ items }) => items).map((sandbox) => [sandbox.id, sandbox]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1))
}

/** Shows everything: any change of a sandbox, match or market concerns it. */
export const lobbyShown = async ({ bus, markets, viewers }: StateParts): Promise<Shown> => {
  const [matches, sandboxes] = await Promise.all([
    bus.request(listMatches, { limit: LOBBY_MATCHES }, serviceContext('gateway')),
    lobbySandboxes(bus),
  ])
  const shown = await markets.findAll([...matches.items, ...sandboxes].map(({ marketId }) => marketId))
  const lobby: Lobby = { matches: matches.items, sandboxes, markets: shown, viewers: viewers() }
  return { state: lobby, ids: [], ages: shown.some(isOpen) }
}
