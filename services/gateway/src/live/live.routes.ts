/** The server-sent streams of the contract as routes. */
import { liveStreams, malformed, parseOrReject, type LiveStream } from '@agent-arena/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Callers } from '../identity/callers.ts'
import { admit } from '../rest/admission.ts'
import { Connection } from './connection.ts'
import { LOBBY, type LiveHub, type TopicKind } from './live-hub.ts'
import { EVENT_STREAM_TYPE } from './server-sent.ts'
import { lobbyShown, marketShown, matchShown, type StateParts } from './states.ts'

/** At most ten updates a second; the lobby is the largest and changes most often. */
const PACE_MS = 100
const LOBBY_PACE_MS = 250

export interface LiveRouteParts {
  readonly hub: LiveHub
  readonly callers: Callers
  readonly states: StateParts
}

type Join = (input: unknown, request: FastifyRequest, open: () => Connection) => Promise<void>

const lastIdOf = ({ headers, query }: FastifyRequest): number => {
  const given = headers['last-event-id'] ?? (Object(query) as { lastEventId?: unknown }).lastEventId ?? '0'
  if (typeof given === 'string' && /^\d{1,15}$/.test(given)) return Number(given)
  throw malformed('Last-Event-ID', 'must be the id of an event: a whole number')
}

const topicKind = (more: Pick<TopicKind, 'key' | 'event' | 'fetch'>): TopicKind => ({ paceMs: PACE_MS, ...more })

const joins = ({ hub, states }: LiveRouteParts): Readonly<Record<keyof typeof liveStreams, Join>> => ({
  sandboxFeed: (input, request, open) => {
    const { sandboxId } = parseOrReject(liveStreams.sandboxFeed.input, input)
    return hub.joinFeed(sandboxId, lastIdOf(request), open)
  },
  marketOdds: (input, _request, open) => {
    const { marketId } = parseOrReject(liveStreams.marketOdds.input, input)
    return hub.joinLatest(topicKind({ key: marketId, event: 'market', fetch: () => marketShown(states, marketId) }), open)
  },
  matchState: (input, _request, open) => {
    const { matchId } = parseOrReject(liveStreams.matchState.input, input)
    return hub.joinLatest(topicKind({ key: matchId, event: 'match', fetch: () => matchShown(states, matchId) }), open)
  },
  lobby: (_input, _request, open) => {
    return hub.joinLatest({ key: LOBBY, event: 'lobby', paceMs: LOBBY_PACE_MS, fetch: () => lobbyShown(states) }, open)
  },
})

export const registerLiveStreams = (scope: FastifyInstance, parts: LiveRouteParts): void => {
  const join = joins(parts)
  for (const [name, { path }] of Object.entries<LiveStream>(liveStreams))
    scope.get(path, { onRequest: admit('anyone', parts.callers) }, async (request, reply) => {
      const input: unknown = { ...Object(request.params) }
      if (request.method === 'HEAD') return reply.type(EVENT_STREAM_TYPE).send()
      await join[name as keyof typeof liveStreams](input, request, () => Connection.open(reply, EVENT_STREAM_TYPE))
      return reply
    })
}
