/** Requests as they are on the wire, for what no typed client would send, to every route of the contract. */
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { expect } from '@jest/globals'
import { allOperations, API_PREFIX, fillPath, liveStreams, newId, pathFields, pictureRoutes } from '@agent-arena/contracts'
import type { Audience, FeedKind, Market, Method, Operation, PictureRoute, Problem } from '@agent-arena/contracts'
import { eventually } from '@agent-arena/testing'
import type { Fields } from './good-fields.ts'
import { OPERATOR_TOKEN, type ArenaUnderTest } from './start-arena.ts'
import { joinAs, type Guest } from './guests.ts'
import { openDoor, thought, type Door } from './sandboxes.ts'

export interface Route {
  readonly name: string
  readonly method: Method
  /** With fields like `:sandboxId`. */
  readonly path: string
  readonly audience: Audience
  readonly operation?: Operation
  readonly contentType?: string
}

const JSON_TYPE = 'application/json'

/** Operations, live streams and pictures: all that the API offers. */
export const allRoutes: readonly Route[] = [
  ...allOperations.flatMap((operation): Route[] => {
    const { name, http, audience } = operation
    if (!http) return []
    return [{ name, ...http, audience, operation, ...(http.method !== 'GET' && { contentType: JSON_TYPE }) }]
  }),
  ...Object.values(liveStreams).map(({ name, path }): Route => ({ name, method: 'GET', path, audience: 'anyone' })),
  ...Object.values<PictureRoute>(pictureRoutes).map(({ consumes, ...route }): Route => ({
    ...route,
    ...(consumes && { contentType: consumes }),
  })),
]

/** An arena with one sandbox of each kind of state that requests need, and somebody of each kind who may ask. */
export interface Cast {
  readonly arena: ArenaUnderTest
  readonly guest: Guest
  readonly door: Door
  /** Another sandbox, whose token opens nothing of the first. */
  readonly other: Door
  readonly ids: Readonly<Record<string, string>>
}

/** The feed follows what agents tell. */
const untilTold = (arena: ArenaUnderTest, sandboxId: string) =>
  eventually(async () => {
    const { items } = await arena.as().getFeed({ sandboxId })
    expect(items.map(({ kind }) => kind)).toContain('reasoning')
  })

export const assemble = async (arena: ArenaUnderTest): Promise<Cast> => {
  const match = arena.operator.createMatch({
    title: 'Later',
    goal: { text: 'Wait.' },
    contestants: ['One', 'Two'].map((name) => ({ name, agent: { kind: 'external' } as const })),
    timeLimitSeconds: 600,
    startsInSeconds: 3600,
  })
  const [guest, door, other, { id: matchId }] = await Promise.all([joinAs(arena, 'Ada'), openDoor(arena), openDoor(arena), match])
  for (const { sandboxId, tell } of [door, other]) {
    await tell(thought(1))
    await untilTold(arena, sandboxId)
  }
  return { arena, guest, door, other, ids: { sandboxId: door.sandboxId, marketId: door.marketId, matchId } }
}

export const tokenFor = ({ guest, door }: Cast, audience: Audience): string | undefined =>
  audience === 'anyone' ? undefined : audience === 'sandbox' ? door.token : audience === 'user' ? guest.token : OPERATOR_TOKEN

export const unknownIds = (): Fields => ({ sandboxId: newId('sandbox'), marketId: newId('market'), matchId: newId('match') })

export interface Asking {
  readonly fields?: Fields
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly token?: string | undefined
  readonly ids?: Fields
  readonly headers?: Readonly<Record<string, string>>
  /** Leaves out the key that the operation asks for. */
  readonly keyless?: boolean
}

/** Errors: an answer that does not end within the second, as of a stream that was opened. */
export const ask = async (
  { arena, ids: known }: Cast,
  route: Route,
  { fields = {}, body, token, ids = known, headers, keyless }: Asking,
) => {
  const { path } = fillPath(route.path, Object.fromEntries(pathFields(route.path).map((name) => [name, ids[name]])))
  const reads = route.method === 'GET'
  const query = reads ? `?${new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]))}` : ''
  const response = await fetch(`${arena.url}${API_PREFIX}${path}${query}`, {
    method: route.method,
    signal: AbortSignal.timeout(5_000),
    headers: {
      ...(route.contentType !== undefined && { 'content-type': route.contentType }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(route.operation?.idempotency === 'required' && keyless !== true && { 'idempotency-key': randomUUID() }),
      ...headers,
    },
    ...(!reads && { body: body ?? JSON.stringify(fields) }),
  })
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() }
}

/** What a request is refused with: always a problem document with a reason, never a fault. */
export const refusal = async (cast: Cast, route: Route, asking: Asking): Promise<Problem> => {
  const { status, type, text } = await ask(cast, route, asking)
  const told = [route.name, JSON.stringify(asking.fields ?? '').slice(0, 300), status, type, text.slice(0, 300)]
  expect(told).toEqual([told[0], told[1], expect.any(Number), expect.stringContaining('application/problem+json'), told[4]])
  const problem = JSON.parse(text) as Problem
  expect([...told, problem.reason]).toEqual([told[0], told[1], problem.status, told[3], told[4], expect.any(String)])
  if (status < 400 || status >= 500) throw new Error(`not refused: ${told.join(' ')}`)
  return problem
}

/** This many looks in a row, this far apart, must show the same. */
const QUIET_LOOKS = 5
const QUIET = { everyMs: 300, timeoutMs: 20_000 }

/** The weight of a bet falls with time alone, and multipliers with it. */
const withoutClock = ({ weightBps: _falls, outcomes, ...market }: Market) => ({
  ...market,
  outcomes: outcomes.map(({ multiplier: _moves, ...outcome }) => outcome),
})

/** All that a request could have changed, as it can be seen from outside: the books and their log's position, every list, every feed. */
export const visibleState = async ({ arena, ids, guest, door }: Cast) => {
  const [anyone, sandboxId] = [arena.as(), ids['sandboxId'] ?? '']
  return Promise.all([
    arena.operator.auditLedger({}),
    anyone.listMatches({ limit: 500 }),
    anyone.listSandboxes({ limit: 500 }),
    anyone.listRecent({ limit: 500 }),
    anyone.getMarket({ marketId: door.marketId }).then(withoutClock),
    anyone.listBets({ marketId: door.marketId }),
    door.client.getSandboxConfig({ sandboxId }),
    guest.client.listWalletEntries({}),
  ])
}

/** The same once nothing moves any more: feeds follow their logs a moment later. */
export const quietState = async (cast: Cast): ReturnType<typeof visibleState> => {
  let last = await visibleState(cast)
  let equal = 0
  await eventually(async () => {
    const previous = last
    last = await visibleState(cast)
    equal = isDeepStrictEqual(last, previous) ? equal + 1 : 0
    expect(equal).toBeGreaterThanOrEqual(QUIET_LOOKS)
  }, QUIET)
  return last
}

/** Resolves when the feeds tell of it: what was told before it in the same log stands there too. */
export const untilFeedTells = ({ arena }: Cast, sandboxId: string, kind: FeedKind): Promise<void> =>
  eventually(async () => {
    const { items } = await arena.as().listRecent({ limit: 500 })
    expect(items.map((item) => [item.sandboxId, item.kind])).toContainEqual([sandboxId, kind])
  }, QUIET)
