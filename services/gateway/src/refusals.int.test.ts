/** Bad input on every route: refused with a problem that names what is wrong, in under a second, and nothing is asked of a service. */
import { operations } from '@agent-arena/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { connect } from 'node:net'
import { PROBLEM_TYPE } from './rest/problems.ts'
import { openGatewayHouse, OPERATOR_TOKEN, type GatewayHouse } from './testing/gateway-house.ts'
import { allRoutes, send, type Route, type SendOptions } from './testing/requests.ts'
import { sampleSandbox } from './testing/samples.ts'

const sandbox = sampleSandbox('running')
const routes = allRoutes(sandbox.id)

let house: GatewayHouse
const tokens: Record<string, string> = {}

beforeAll(async () => {
  house = await openGatewayHouse()
  house.services.sandboxes.set(sandbox.id, sandbox)
  Object.assign(tokens, {
    user: await house.newUserToken(),
    member: OPERATOR_TOKEN,
    operator: OPERATOR_TOKEN,
    sandbox: await house.sandboxToken(sandbox.id),
  })
})
afterAll(() => house.close())
beforeEach(() => void house.services.asked.splice(0))

const problemWith = async (route: Route, options: SendOptions, statuses: readonly number[] = [400]) => {
  const token = tokens[route.audience]
  const { status, text, headers } = await send(house.url, route, { ...(token !== undefined && { token }), ...options })
  expect([route.method, route.path, status, text]).toEqual([route.method, route.path, expect.any(Number), expect.any(String)])
  expect(statuses).toContain(status)
  expect(headers.get('content-type')).toContain(PROBLEM_TYPE)
  const problem = JSON.parse(text) as { status: number; reason: string; errors?: { path: string; message: string }[] }
  expect(problem.status).toBe(status)
  return problem
}

const withJson = routes.filter(({ contentType }) => contentType === 'application/json')
const megabytes = (count: number) => 'x'.repeat(count * 1024 * 1024)

const badBodies: Readonly<Record<string, string>> = {
  'malformed JSON': '{"name": ',
  'a word': 'hello',
  'an array': '[]',
  null: 'null',
  'a number': '1',
  'a string': '"text"',
  'a poisoned prototype': '{"__proto__": {"name": "x"}}',
  'a poison in the depth': '{"a": {"b": [{"__proto__": {"admin": true}}]}}',
  'a poisoned constructor': '{"constructor": {"prototype": {"admin": true}}}',
  'an unknown field': '{"unknownField": 1}',
  'an abyss of arrays': '['.repeat(200_000) + ']'.repeat(200_000),
  'an abyss in a field': `{"events": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  'a lone surrogate': '{"name": "\\ud800", "reason": "\\ud800", "title": "\\ud800", "outcome": "\\ud800"}',
  'a NUL': '{"name": "\\u0000", "reason": "\\u0000", "title": "\\u0000", "outcome": "\\u0000", "events": "\\u0000"}',
}

describe.each(Object.entries(badBodies))('a body with %s', (_name, body) => {
  test.each(withJson.map((route) => [`${route.method} ${route.name}`, route] as const))(
    'is refused by %s',
    async (_route, route) => {
      const problem = await problemWith(route, { body })
      expect(problem.reason).toBe('malformed')
      expect(problem.errors?.length).toBeGreaterThan(0)
      expect(house.services.asked).toEqual([])
    },
  )
})

test('a body of 2 MB is refused on every route that takes one, again and again', async () => {
  for (const route of routes.filter(({ body }) => body !== undefined))
    for (const body of [`{"name":"${megabytes(2)}"}`, JSON.stringify({ text: megabytes(2) })])
      expect(await problemWith(route, { body }, [413])).toMatchObject({ reason: 'too-large' })
})

test('a body of another kind is refused', async () => {
  for (const route of routes.filter(({ body }) => body !== undefined))
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'nonsense',
    ])
      expect(await problemWith(route, { headers: { 'content-type': type } }, [415])).toMatchObject({
        reason: 'unsupported-media-type',
      })
})

test('numbers beyond all bounds are refused', async () => {
  const placeBet = withJson.find(({ name }) => name === 'placeBet') as Route
  for (const stake of ['1e400', '-1e400', '0', '-1', '0.5', '"5"', 'null', 'true', '[1]', '{}', '9007199254740993'])
    expect((await problemWith(placeBet, { body: `{"outcome":"success","stake":${stake}}` })).errors).toEqual([
      { path: 'stake', message: expect.any(String) },
    ])
})

test('a missing key is told together with the faults of the body', async () => {
  const placeBet = withJson.find(({ name }) => name === 'placeBet') as Route
  const problem = await problemWith({ ...placeBet, needsKey: false }, { body: '{"stake":0}' })
  expect(problem.errors?.map(({ path }) => path).sort()).toEqual(['Idempotency-Key', 'outcome', 'stake'])
})

test('a key must be 1 to 200 visible characters', async () => {
  const placeBet = withJson.find(({ name }) => name === 'placeBet') as Route
  for (const key of ['', 'a b', 'x'.repeat(201), 'ü'])
    expect((await problemWith(placeBet, { headers: { 'idempotency-key': key } })).errors?.[0]?.path).toBe('Idempotency-Key')
})

test('a field of the path may not come again in the body', async () => {
  for (const route of withJson.filter(({ path }) => /sbx_|mat_|mkt_/.test(path))) {
    const name = route.path.includes('sbx_') ? 'sandboxId' : route.path.includes('mat_') ? 'matchId' : 'marketId'
    const body = JSON.stringify({ ...JSON.parse(String(route.body)), [name]: 'mine' })
    expect((await problemWith(route, { body })).errors).toContainEqual({ path: name, message: 'stands in the path' })
  }
})

test('ids of the wrong form are refused, however naughty', async () => {
  const naughty = ['nonsense', 'sbx_', '%00', '%F0%9F%92%A9', "'%20or%201=1--", '..%2f..%2fetc', 'x'.repeat(3000), 'null', '0']
  for (const route of routes.filter(({ path, method }) => /sbx_|mat_|mkt_/.test(path) && method === 'GET'))
    for (const id of naughty) {
      const token = tokens[route.audience]
      const path = route.path.replace(/(?:sbx|mat|mkt)_\w+/, id)
      const { status, headers } = await send(house.url, { ...route, path }, token === undefined ? {} : { token })
      expect([path, status >= 400 && status < 500]).toEqual([path, true])
      expect(headers.get('content-type')).toContain(PROBLEM_TYPE)
    }
  expect(house.services.asked).toEqual([])
})

test('oddities of the query are refused and name the field', async () => {
  const listMatches = routes.find(({ name }) => name === 'listMatches') as Route
  const queries = [
    'limit=1&limit=2',
    'limit=0',
    'limit=501',
    'limit=1e400',
    'limit=x',
    'status=nonsense',
    'unknown=1',
    '__proto__=1',
  ]
  for (const query of [...queries, `after=${'x'.repeat(3000)}`, 'after[]=1', 'after=1&after=2', 'limit=%00'])
    expect((await problemWith({ ...listMatches, path: `${listMatches.path}?${query}` }, {})).errors?.length).toBeGreaterThan(0)
})

test('addresses that cannot be read are refused', async () => {
  for (const path of ['/api/v1/markets/%', '/api/v1/markets/%zz', '/api/v1/%c0%af', '/%'])
    expect([path, (await fetch(`${house.url}${path}`)).status]).toEqual([path, 400])
})

test('unknown addresses of the API are problems, wrong methods tell the right ones', async () => {
  for (const [method, path] of [
    ['GET', '/api/v1/nothing'],
    ['POST', '/api/v1/sandboxes/x/prompts'],
    ['GET', '/api'],
    ['DELETE', '/api/v2/matches'],
    ['GET', '/health/nothing'],
  ] as const) {
    const answer = await fetch(`${house.url}${path}`, { method })
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 404, expect.stringContaining(PROBLEM_TYPE)])
  }
  const answer = await fetch(`${house.url}/api/v1/matches`, { method: 'DELETE' })
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  expect(await answer.json()).toMatchObject({ reason: 'method-not-allowed' })
})

/** The status line that raw bytes are answered with. */
const rawStatus = (bytes: string) =>
  new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(house.url)
    let text = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('error', reject)
    socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''))
    setTimeout(() => socket.destroy(), 900).unref()
  })

test('what is not HTTP is told so, and no oddity of a head is a fault', async () => {
  const head = (line: string, ...more: string[]) => `${[line, 'Host: arena', 'Connection: close', ...more].join('\r\n')}\r\n\r\n`
  const odd = [
    'nonsense\r\n\r\n',
    head('GET /api/v1/matches\0 HTTP/1.1'),
    head(`GET /api/v1/matches?after=${'x'.repeat(20_000)} HTTP/1.1`),
    head('GET /api/v1/matches HTTP/1.1', `X-Long: ${'x'.repeat(20_000)}`),
    head('POST /api/v1/session HTTP/1.1', 'Content-Type: application/json', 'Content-Length: nonsense'),
    head('POST /api/v1/session HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 5', 'Transfer-Encoding: chunked'),
    head('NONSENSE /api/v1/matches HTTP/1.1'),
    head('PROPFIND /api/v1/matches HTTP/1.1'),
    head('TRACE /api/v1/matches HTTP/1.1'),
    head('GET //api//v1//matches HTTP/1.1', 'Accept: application/json'),
    head('GET http://elsewhere/api/v1/nothing HTTP/1.1'),
    head('GET * HTTP/1.1', 'Accept: application/json'),
  ]
  for (const bytes of odd)
    expect([bytes.slice(0, 60), await rawStatus(bytes)]).toEqual([bytes.slice(0, 60), expect.stringMatching(/^HTTP\/1.1 4/)])
})

test('a service that is away is 503 with Retry-After, a fault is 500 without its words', async () => {
  const listMatches = routes.find(({ name }) => name === 'listMatches') as Route
  const market = routes.find(({ name }) => name === 'quoteBet') as Route
  house.services.silence(operations.listMatches)
  const away = await send(house.url, listMatches)
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '1'])
  const fail = () => Promise.reject(new Error('secret words'))
  house.services.offer({ operation: operations.quoteBet, handler: fail })
  const failed = await send(house.url, market)
  expect(failed.status).toBe(500)
  expect(failed.text).not.toContain('secret')
})

test('no user is made while betting is away', async () => {
  house.services.silence(operations.openAccount)
  const session = routes.find(({ name }) => name === 'startSession') as Route
  const before = await house.database.pool.query('select count(*) from gateway.users')
  expect((await send(house.url, session)).status).toBe(503)
  expect((await house.database.pool.query('select count(*) from gateway.users')).rows).toEqual(before.rows)
})
