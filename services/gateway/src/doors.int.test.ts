/** The doors on a real socket. */
import { issueSandboxToken, newId, serviceContext } from '@agent-arena/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openGatewayHouse, OPERATOR_TOKEN, type GatewayHouse } from './testing/gateway-house.ts'

let house: GatewayHouse

beforeAll(async () => {
  house = await openGatewayHouse()
})
afterAll(() => house.close())

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${house.url}${path}`, { headers })

test('is alive and ready', async () => {
  expect((await get('/health/live')).status).toBe(200)
  const ready = await get('/health/ready')
  expect(await ready.json()).toEqual({ ready: true })
})

test('begins a session whose token says who one is', async () => {
  const answer = await fetch(`${house.url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada' }),
  })
  expect(answer.status).toBe(201)
  const { user, token } = (await answer.json()) as { user: { id: string }; token: string }
  const me = await get('/api/v1/me', { authorization: `Bearer ${token}` })
  expect(await me.json()).toEqual(user)
  const operator = await get('/api/v1/me', { authorization: `Bearer ${OPERATOR_TOKEN}` })
  expect(await operator.json()).toEqual({ id: 'operator', name: 'operator', role: 'operator' })
})

test('answers HEAD as GET without a body, and tells by which id a request is followed', async () => {
  const answer = await fetch(`${house.url}/api/v1/me`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${OPERATOR_TOKEN}`, 'x-request-id': 'mine' },
  })
  expect([answer.status, answer.headers.get('x-request-id'), await answer.text()]).toEqual([200, 'mine', ''])
  const odd = await get('/api/v1/me', { authorization: `Bearer ${OPERATOR_TOKEN}`, 'x-request-id': 'not sane "' })
  expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(odd.headers.get('cache-control')).toBe('no-store')
})

test('a token for a sandbox comes with the address that the server listens on', async () => {
  const input = { sandboxId: newId('sandbox'), expiresAt: new Date(Date.now() + 1000).toISOString() }
  expect(await house.bus.request(issueSandboxToken, input, serviceContext('sandbox'))).toMatchObject({
    arenaUrl: house.url,
    publicUrl: house.url,
  })
})

test('is not ready while a service does not answer, and says which', async () => {
  const stopped = house.services.stopKit('prompts')
  const answer = await get('/health/ready')
  expect([answer.status, await answer.json()]).toEqual([
    503,
    { ready: false, problems: ['prompts: The service does not answer.'] },
  ])
  stopped()
  expect((await get('/health/ready')).status).toBe(200)
})

test('tells what it measures to operators only', async () => {
  const refused = await get('/metrics')
  expect([refused.status, await refused.json()]).toMatchObject([401, { reason: 'unauthenticated' }])
  const answer = await get('/metrics', { authorization: `Bearer ${OPERATOR_TOKEN}` })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^text\/plain; version=0\.0\.4/),
  ])
  expect(await answer.text()).toContain('arena_service_readable{service="gateway"} 1')
})
