/** Every operation with every kind of caller: who may, gets through; who may not, is refused before anything happens. */
import { newId, screenSubject, type Audience } from '@agent-arena/contracts'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { randomBytes } from 'node:crypto'
import { SANDBOX_AUDIENCE, SANDBOX_TOKEN_TYPE } from './identity/sandbox-tokens.ts'
import { openGatewayHouse, OPERATOR_TOKEN, type GatewayHouse } from './testing/gateway-house.ts'
import { allRoutes, JPEG, send, type Route } from './testing/requests.ts'
import { sampleMarket, sampleMatch, sampleSandbox } from './testing/samples.ts'

const sandbox = sampleSandbox('running')

let house: GatewayHouse
let routes: readonly Route[]
const tokens: Record<string, string | undefined> = {}

/** The ids of the routes' paths become things that exist, with a feed and a picture. */
const furnish = async () => {
  house.services.sandboxes.set(sandbox.id, sandbox)
  await house.services.showItem(sandbox.id, 'status', {})
  house.bus.publishLive(screenSubject(sandbox.id), JPEG)
  for (const { path } of routes)
    for (const [id] of path.matchAll(/(?:mat|mkt)_\w+/g)) {
      if (id.startsWith('mat')) house.services.matches.set(id, sampleMatch([], { id }))
      else house.services.markets.set(id, sampleMarket({ id }))
    }
}

const forged = async (header: { alg: string; kid?: string; typ?: string }, key: Uint8Array | CryptoKey) =>
  new SignJWT()
    .setProtectedHeader({ typ: SANDBOX_TOKEN_TYPE, ...header })
    .setSubject(sandbox.id)
    .setAudience(SANDBOX_AUDIENCE)
    .setExpirationTime('5m')
    .sign(key)

/** Tokens that nobody may be let in with, least of all where none is needed. */
const prepareBadTokens = async (good: string) => {
  const { kid } = JSON.parse(Buffer.from(String(good.split('.')[0]), 'base64url').toString()) as { kid: string }
  const stranger = await generateKeyPair('EdDSA')
  const [header, payload, signature = ''] = good.split('.')
  const changed = Buffer.from(JSON.stringify({ sub: newId('sandbox'), aud: SANDBOX_AUDIENCE, exp: 9_999_999_999 })).toString(
    'base64url',
  )
  tokens['garbage'] = 'garbage'
  tokens['an unknown user token'] = `arena_u_${randomBytes(32).toString('base64url')}`
  tokens['an expired signature'] = await house.sandboxToken(sandbox.id, new Date(Date.now() - 10_000))
  tokens['no algorithm'] = new UnsecuredJWT()
    .setSubject(sandbox.id)
    .setAudience(SANDBOX_AUDIENCE)
    .setExpirationTime('5m')
    .encode()
  tokens['a shared secret'] = await forged({ alg: 'HS256', kid }, randomBytes(32))
  tokens['another key'] = await forged({ alg: 'EdDSA', kid }, stranger.privateKey)
  tokens['an unknown kid'] = await forged({ alg: 'EdDSA', kid: crypto.randomUUID() }, stranger.privateKey)
  tokens['no kid'] = await forged({ alg: 'EdDSA' }, stranger.privateKey)
  tokens['another content'] = `${header}.${changed}.${signature}`
  tokens['no signature'] = `${header}.${payload}.`
}

beforeAll(async () => {
  house = await openGatewayHouse()
  routes = allRoutes(sandbox.id)
  await furnish()
  const own = await house.sandboxToken(sandbox.id)
  Object.assign(tokens, {
    anyone: undefined,
    user: await house.newUserToken('Ada'),
    operator: OPERATOR_TOKEN,
    'own sandbox': own,
    'other sandbox': await house.sandboxToken(newId('sandbox')),
  })
  await prepareBadTokens(own)
})
afterAll(() => house.close())
beforeEach(() => void house.services.asked.splice(0))

const callers = ['anyone', 'user', 'operator', 'own sandbox', 'other sandbox'] as const

const admitted: Readonly<Record<Exclude<Audience, 'service'>, readonly (typeof callers)[number][]>> = {
  anyone: callers,
  member: ['user', 'operator'],
  user: ['user'],
  operator: ['operator'],
  sandbox: ['own sandbox'],
}

test.each(callers)('%s gets through where it may, and nowhere else', async (caller) => {
  for (const route of routes) {
    house.services.asked.splice(0)
    const { status, text } = await send(house.url, route, { ...(tokens[caller] !== undefined && { token: tokens[caller] }) })
    const where = `${caller} ${route.method} ${route.path}: ${text}`
    if (route.audience !== 'service' && admitted[route.audience].includes(caller)) {
      expect([where, status]).toEqual([where, route.status])
      continue
    }
    expect([where, status]).toEqual([where, caller === 'anyone' ? 401 : 403])
    expect(JSON.parse(text)).toMatchObject({ reason: caller === 'anyone' ? 'unauthenticated' : 'not-allowed' })
    expect(house.services.asked).toEqual([])
  }
})

const badTokens = [
  'garbage',
  'an unknown user token',
  'an expired signature',
  'no algorithm',
  'a shared secret',
  'another key',
  'an unknown kid',
  'no kid',
  'another content',
  'no signature',
]

test.each(badTokens)('a token with %s is refused on every route', async (name) => {
  for (const route of routes) {
    const { status, text, headers } = await send(house.url, route, { token: String(tokens[name]) })
    expect([route.path, status]).toEqual([route.path, 401])
    expect(headers.get('www-authenticate')).toBe('Bearer')
    expect(JSON.parse(text)).toMatchObject({ reason: name === 'an expired signature' ? 'token-expired' : 'unauthenticated' })
  }
  expect(house.services.asked).toEqual([])
})

test('an Authorization header of another form is refused', async () => {
  for (const authorization of ['Basic YTpi', 'Bearer', 'Bearer a b', OPERATOR_TOKEN, `Bearer ${'x'.repeat(5000)}`]) {
    const answer = await fetch(`${house.url}/api/v1/matches`, { headers: { authorization } })
    expect([authorization, answer.status]).toEqual([authorization, 401])
  }
})

test('services are told who asks, by when, and in which conversation', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const market = [...house.services.markets.keys()][0]
  await fetch(`${house.url}/api/v1/markets/${market}/bets`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${tokens['user']}`,
      'idempotency-key': 'my-key',
      'x-request-id': 'conversation-1',
      traceparent,
    },
    body: JSON.stringify({ outcome: 'success', stake: 1 }),
  })
  const [asked] = house.services.asked
  expect(asked).toMatchObject({
    name: 'placeBet',
    input: { marketId: market, outcome: 'success', stake: 1 },
    context: { caller: { kind: 'user', name: 'Ada' }, correlationId: 'conversation-1', idempotencyKey: 'my-key', traceparent },
  })
  expect(asked?.context.deadline).toBeGreaterThan(Date.now() + 5000)
})

test('no handler failed on the way', () => {
  expect(house.faults).toEqual([])
})
