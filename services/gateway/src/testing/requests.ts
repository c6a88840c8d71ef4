/** Requests made from contract entries: a valid path and body for every route. */
import {
  allOperations,
  API_PREFIX,
  fillPath,
  liveStreams,
  newId,
  pathFields,
  pictureRoutes,
  type Audience,
  type Method,
  type PictureRoute,
} from '@agent-arena/contracts'

export interface Route {
  readonly name: string
  readonly method: Method
  readonly path: string
  readonly audience: Audience
  readonly status: number
  /** JSON, or a picture's bytes. */
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly contentType?: string
  readonly needsKey: boolean
  /** Whether the answer stays open. */
  readonly stays: boolean
}

/** The least that each body must hold. */
const bodies: Readonly<Record<string, unknown>> = {
  startSession: {},
  createMatch: {
    title: 'Two agents',
    goal: { gym: 'shop/two-mugs' },
    contestants: [
      { name: 'a', model: 'house/greedy' },
      { name: 'b', model: 'house/random' },
    ],
    timeLimitSeconds: 60,
  },
  cancelMatch: { reason: 'a test' },
  createSandbox: { title: 'One', goal: { gym: 'shop/two-mugs' }, agent: { kind: 'external' }, timeLimitSeconds: 60 },
  cancelSandbox: { reason: 'a test' },
  giveVerdict: { verdict: 'success', reason: 'a test' },
  pushAgentEvents: { events: [{ seq: 1, type: 'reasoning', payload: { text: 'Hm.' } }] },
  updateProgress: { progress: 50 },
  completeSandbox: { outcome: 'succeeded' },
  reverseSettlement: { winners: [], reason: 'a test' },
  giveCredits: { amount: 1 },
  quoteBet: { outcome: 'success', stake: 1 },
  placeBet: { outcome: 'success', stake: 1 },
}

export const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9])

const idFor: Readonly<Record<string, () => string>> = {
  matchId: () => newId('match'),
  marketId: () => newId('market'),
}

export const pathFor = (path: string, sandboxId: string): string => {
  const ids = pathFields(path).map((name) => [name, idFor[name]?.() ?? sandboxId])
  return `${API_PREFIX}${fillPath(path, Object.fromEntries(ids) as Record<string, string>).path}`
}

/** Every route of the contract, for one sandbox. */
export const allRoutes = (sandboxId: string): readonly Route[] => {
  const asked = allOperations.flatMap(({ name, http, audience, idempotency }): Route[] => {
    if (!http) return []
    const { method, status } = http
    const body = method === 'GET' ? {} : { body: JSON.stringify(bodies[name] ?? {}), contentType: 'application/json' }
    return [
      {
        name,
        method,
        path: pathFor(http.path, sandboxId),
        audience,
        status,
        ...body,
        needsKey: idempotency === 'required',
        stays: false,
      },
    ]
  })
  const streams = Object.values(liveStreams).map(({ name, path }): Route => {
    return { name, method: 'GET', path: pathFor(path, sandboxId), audience: 'anyone', status: 200, needsKey: false, stays: true }
  })
  const pictures = Object.values<PictureRoute>(pictureRoutes).map(
    ({ name, method, path, audience, consumes, produces }): Route => {
      const body = consumes === undefined ? {} : { body: JPEG, contentType: consumes }
      const stays = produces.startsWith('multipart/')
      return { name, method, path: pathFor(path, sandboxId), audience, status: 200, ...body, needsKey: false, stays }
    },
  )
  return [...asked, ...streams, ...pictures]
}

export interface SendOptions {
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** Sends a route's own request with what is changed; reads the whole answer, except one that stays open. */
export const send = async (url: string, route: Route, { token, headers, body = route.body }: SendOptions = {}) => {
  const abort = new AbortController()
  const response = await fetch(`${url}${route.path}`, {
    method: route.method,
    signal: abort.signal,
    headers: {
      ...(route.contentType !== undefined && { 'content-type': route.contentType }),
      ...(route.needsKey && { 'idempotency-key': crypto.randomUUID() }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(route.method !== 'GET' && body !== undefined && { body }),
  })
  const staysOpen = route.stays && response.ok
  const text = staysOpen ? '' : await response.text()
  if (staysOpen) abort.abort()
  return { status: response.status, headers: response.headers, text }
}
