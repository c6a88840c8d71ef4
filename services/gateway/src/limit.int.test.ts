/** How many guests one address may make, and whose word on addresses is believed, on a real socket. */
import { expect, test } from '@jest/globals'
import type { GatewayConfig } from './gateway.config.ts'
import { openGatewayHouse, type GatewayHouse } from './testing/gateway-house.ts'

/** Each has a house of its own, because it counts for as long as it stands. */
const inHouse = async (config: Partial<GatewayConfig>, work: (house: GatewayHouse) => Promise<void>) => {
  const house = await openGatewayHouse(config)
  await work(house).finally(() => house.close())
}

const join = ({ url }: GatewayHouse, forwardedFor = '') =>
  fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(forwardedFor !== '' && { 'x-forwarded-for': forwardedFor }) },
    body: '{}',
  })

const joinFrom = async (house: GatewayHouse, ...addresses: readonly string[]) => {
  const statuses: number[] = []
  for (const address of addresses) statuses.push((await join(house, address)).status)
  return statuses
}

test('one guest too many from an address is refused before anything happens, and told when to come back', () =>
  inHouse({ sessionsPerMinute: 2 }, async (house) => {
    expect(await joinFrom(house, '', '')).toEqual([201, 201])
    house.services.asked.splice(0)
    const refused = await join(house)
    const seconds = Number(refused.headers.get('retry-after'))
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      429,
      expect.stringContaining('application/problem+json'),
    ])
    expect([seconds > 0, seconds <= 60]).toEqual([true, true])
    expect(await refused.json()).toMatchObject({
      reason: 'too-many-requests',
      detail: expect.stringMatching(`^Too many such requests came from your address. Try again in ${seconds} seconds?.$`),
      retryAfterSeconds: seconds,
    })
    expect(house.services.asked).toEqual([])
    expect((await fetch(`${house.url}/api/v1/matches`)).status).toBe(200)
  }))

test('an address that somebody writes down himself makes him nobody else', () =>
  inHouse({ sessionsPerMinute: 1 }, async (house) => {
    expect(await joinFrom(house, '203.0.113.1', '203.0.113.2', '203.0.113.3')).toEqual([201, 429, 429])
  }))

test('of a trusted proxy the address that it saw is believed, and none that was written before it', () =>
  inHouse({ sessionsPerMinute: 1, trustedProxies: ['127.0.0.1', '10.0.0.0/8'] }, async (house) => {
    const [one, other] = ['203.0.113.1', '203.0.113.2']
    expect(await joinFrom(house, one, other, `198.51.100.7, ${one}`, `${other}, 10.0.0.3`)).toEqual([201, 201, 429, 429])
  }))

test('an IPv6 client counts with its whole network', () =>
  inHouse({ sessionsPerMinute: 1, trustedProxies: ['127.0.0.1'] }, async (house) => {
    expect(await joinFrom(house, '2001:db8::1', '2001:db8::2', '2001:db8:0:1::1')).toEqual([201, 429, 201])
  }))

test('without a limit one address makes as many guests as it likes', () =>
  inHouse({ sessionsPerMinute: 0 }, async (house) => {
    expect(await joinFrom(house, '', '', '', '')).toEqual([201, 201, 201, 201])
  }))
