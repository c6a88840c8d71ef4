/** Bad input on every route: refused with a problem document that names the field and the reason, and nothing has changed. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { pathFields } from '@agent-arena/contracts'
import {
  allRoutes,
  assemble,
  refusal,
  quietState,
  tokenFor,
  unknownIds,
  untilFeedTells,
  visibleState,
  type Cast,
  type Route,
} from './testing/asking.ts'
import { goodFields } from './testing/good-fields.ts'
import { badInputs, isAbout } from './testing/bad-values.ts'
import { OPERATOR_TOKEN, startArena } from './testing/start-arena.ts'
import { openDoor, untilMarket } from './testing/sandboxes.ts'

let cast: Cast
let before: Awaited<ReturnType<typeof visibleState>>

beforeAll(async () => {
  cast = await assemble(await startArena())
  before = await quietState(cast)
})
afterAll(() => cast?.arena[Symbol.asyncDispose]())

const routeOf = (name: string) => allRoutes.find((route) => route.name === name) as Route
const named = (routes: readonly Route[]) => routes.map((route) => [`${route.method} ${route.path}`, route] as const)
const pathIdsOf = ({ path }: Route) => Object.fromEntries(pathFields(path).map((name) => [name, cast.ids[name]]))
const withInput = allRoutes.filter(({ name, operation }) => operation && name in goodFields)
const withBody = allRoutes.filter(({ contentType }) => contentType !== undefined)

const expectNothingChanged = async () => expect(await visibleState(cast)).toEqual(before)

test('there is a good request for every operation that takes fields, so that bad ones can be made of it', () => {
  for (const { name, operation, path } of allRoutes) {
    if (!operation) continue
    const inputFields = Object.keys((operation.input as unknown as { shape: object }).shape).filter(
      (field) => !pathFields(path).includes(field),
    )
    expect([name, inputFields.filter((field) => !(field in (goodFields[name] ?? {})))]).toEqual([
      name,
      name === 'getFeed' ? ['before'] : [],
    ])
  }
})

describe('a field of a wrong type, missing or unknown', () => {
  test.each(named(withInput))('is named by %s', async (_route, route) => {
    const bad = route.operation ? badInputs(route.operation, goodFields[route.name] ?? {}, pathIdsOf(route)) : []
    expect(bad.length).toBeGreaterThan(3)
    for (const { field, fields } of bad) {
      const { status, reason, errors = [] } = await refusal(cast, route, { fields, token: tokenFor(cast, route.audience) })
      expect([field, status, reason]).toEqual([field, 400, 'malformed'])
      expect([field, errors.filter(({ path }) => isAbout(path, field))]).not.toEqual([field, []])
    }
    await expectNothingChanged()
  })
})

describe('a body', () => {
  test.each(named(withBody))('that is no JSON, too long or of another kind is refused by %s', async (_route, route) => {
    const token = tokenFor(cast, route.audience)
    for (const body of ['{"stake": ', 'hello', '[1]', 'null', '"text"'])
      expect(await refusal(cast, route, { body, token })).toMatchObject({
        status: 400,
        reason: 'malformed',
        errors: [{ path: 'body' }],
      })
    const twoMegabytes = JSON.stringify({ name: 'x'.repeat(2_000_000) })
    expect(await refusal(cast, route, { body: twoMegabytes, token })).toMatchObject({ status: 413, reason: 'too-large' })
    const headers = { 'content-type': 'text/plain' }
    expect(await refusal(cast, route, { body: '{}', token, headers })).toMatchObject({
      status: 415,
      reason: 'unsupported-media-type',
    })
    await expectNothingChanged()
  })
})

describe('an id', () => {
  test.each(named(allRoutes.filter(({ path }) => path.includes(':'))))(
    'that is malformed or unknown is refused by %s',
    async (_route, route) => {
      const asking = { fields: goodFields[route.name] ?? {}, token: tokenFor(cast, route.audience) }
      const foreign = route.audience === 'sandbox' ? 403 : null
      for (const id of ['nonsense', 'sbx_', 'usr_01kaf0v6vne1xv7ss4ed7c6d4j', '%2e%2e', '💥', '0', "' or 1=1"]) {
        const ids = Object.fromEntries(pathFields(route.path).map((name) => [name, id]))
        expect([id, (await refusal(cast, route, { ...asking, ids })).status]).toEqual([id, foreign ?? 400])
      }
      expect((await refusal(cast, route, { ...asking, ids: unknownIds() })).status).toBe(foreign ?? 404)
      await expectNothingChanged()
    },
  )
})

describe('a caller', () => {
  test.each(named(allRoutes))('without the right token is turned away by %s', async (_route, route) => {
    const fields = goodFields[route.name] ?? {}
    const tokens = { user: cast.guest.token, operator: OPERATOR_TOKEN, sandbox: cast.door.token, otherSandbox: cast.other.token }
    for (const token of ['nonsense', 'a.b.c', `${tokens.user}x`, `${tokens.sandbox}x`, OPERATOR_TOKEN.slice(0, -1)])
      expect(await refusal(cast, route, { fields, token })).toMatchObject({ status: 401, reason: 'unauthenticated' })
    if (route.audience === 'anyone') return expectNothingChanged()
    expect(await refusal(cast, route, { fields })).toMatchObject({ status: 401, reason: 'unauthenticated' })
    const admitted: readonly string[] = route.audience === 'member' ? ['user', 'operator'] : [route.audience]
    for (const [kind, token] of Object.entries(tokens))
      if (!admitted.includes(kind))
        expect([kind, await refusal(cast, route, { fields, token })]).toMatchObject([
          kind,
          { status: 403, reason: 'not-allowed' },
        ])
    await expectNothingChanged()
  })
})

describe('a bet', () => {
  const bet = (text: string, more: { readonly headers?: Record<string, string>; readonly marketId?: string } = {}) =>
    refusal(cast, routeOf('placeBet'), {
      body: text,
      token: cast.guest.token,
      headers: more.headers ?? {},
      ids: { marketId: more.marketId ?? cast.door.marketId },
    })

  test('of no whole, positive number of credits is refused', async () => {
    for (const stake of ['0', '-1', '0.5', '"5"', '1e400', '-1e400', 'null', 'true', '[5]', '{}', '9007199254740993', '1e-7']) {
      const problem = await bet(`{"outcome":"success","stake":${stake}}`)
      expect([stake, problem]).toMatchObject([stake, { status: 400, reason: 'malformed', errors: [{ path: 'stake' }] }])
    }
    await expectNothingChanged()
  })

  test('above the balance, on an unknown outcome or market, or below its least multiplier is refused by its reason', async () => {
    const refused = {
      '{"outcome":"success","stake":1001}': 'insufficient-credits',
      '{"outcome":"success","stake":9007199254740991}': 'insufficient-credits',
    }
    for (const [text, reason] of Object.entries(refused)) expect(await bet(text)).toMatchObject({ status: 422, reason })
    expect(await bet('{"outcome":"nobody","stake":1}')).toMatchObject({ status: 422, reason: 'unknown-outcome' })
    expect(await bet('{"outcome":"__proto__","stake":1}')).toMatchObject({ status: 422, reason: 'unknown-outcome' })
    expect(await bet('{"outcome":"success","stake":1,"minMultiplier":1000}')).toMatchObject({
      status: 422,
      reason: 'multiplier-moved',
    })
    await expectNothingChanged()
  })

  test('without a key is refused, and so is a key that was used for another bet', async () => {
    const { guest, door, arena } = cast
    const asking = { fields: { outcome: 'success', stake: 10 }, token: guest.token, keyless: true }
    const problem = await refusal(cast, routeOf('placeBet'), asking)
    expect(problem).toMatchObject({ status: 400, reason: 'malformed', errors: [{ path: 'Idempotency-Key' }] })
    await expectNothingChanged()
    const key = randomUUID()
    const first = await guest.bet(door.marketId, 'success', 10, key)
    const headers = { 'idempotency-key': key }
    expect(await bet('{"outcome":"success","stake":11}', { headers })).toMatchObject({ status: 409, reason: 'key-reused' })
    expect(await bet('{"outcome":"failure","stake":10}', { headers })).toMatchObject({ status: 409, reason: 'key-reused' })
    expect(await guest.bet(door.marketId, 'success', 10, key)).toEqual(first)
    expect((await arena.as().listBets({ marketId: door.marketId })).items).toEqual([{ ...first, status: 'open' }])
    before = await quietState(cast)
  })

  test('on a locked market is refused', async () => {
    const { arena } = cast
    const { sandboxId, marketId, client, tell } = await openDoor(arena)
    await tell({ seq: 1, type: 'reasoning', payload: { text: 'Done already.' } })
    await client.completeSandbox({ sandboxId, outcome: 'succeeded' })
    await untilMarket(arena, marketId, 'locked')
    await untilFeedTells(cast, sandboxId, 'lock')
    before = await quietState(cast)
    expect(await bet('{"outcome":"success","stake":1}', { marketId })).toMatchObject({ status: 422, reason: 'market-locked' })
    await expectNothingChanged()
  })
})
