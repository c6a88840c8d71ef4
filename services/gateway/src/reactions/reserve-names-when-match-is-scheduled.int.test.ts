/** Names of contestants are kept from the audience, told over the log of a sandbox service and asked for at the doors. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { kitOperations, serviceContext, startSession, type MatchScheduled, type NameReserved } from '@agent-arena/contracts'
import { openGatewayHouse, type GatewayHouse } from '../testing/gateway-house.ts'
import { sampleSchedule } from '../testing/samples.ts'

const { awaitPosition, readLog } = kitOperations('gateway')

let house: GatewayHouse

beforeAll(async () => {
  house = await openGatewayHouse()
})
afterAll(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const schedule = async (...matches: readonly MatchScheduled[]) => {
  await house.services.tell('sandbox', ...matches)
  const position = await house.services.logs.sandbox.head()
  const answer = house.bus.request(awaitPosition, { source: 'sandbox', position, timeoutMs: 5000 }, serviceContext('arena'))
  expect(await answer).toEqual({ reached: true })
}
const enter = (name: string) => house.bus.request(startSession, { name }, serviceContext('arena'))
const reserved = async () => {
  const { events } = await house.bus.request(readLog, { after: 0, limit: 500 }, serviceContext('arena'))
  return events.filter(({ type }) => type === 'NameReserved').map(({ data }) => (data as NameReserved['data']).name)
}

test('who asks for the name of a contestant, or one that looks the same, is refused at the door', async () => {
  await schedule(sampleSchedule('Red Baron', 'Snoopy'))
  for (const name of ['Red Baron', 'redbaron', 'Rеd Bаron', 'SNOOPY']) {
    const answer = await fetch(`${house.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    })
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { reason: 'name-reserved', detail: `The name ${name} must not pass for an agent.`, errors: [{ path: 'name' }] },
    ])
  }
  expect((await enter('Red Baroness')).user.name).toBe('Red Baroness')
})

test('a match that is told twice, and one with the same contestants, reserve nothing more', async () => {
  const match = sampleSchedule('Woodstock', 'Linus')
  await schedule(match, match, sampleSchedule('WOODSTOCK', 'Linus', 'Lucy'))
  expect((await reserved()).slice(-3)).toEqual(['Woodstock', 'Linus', 'Lucy'])
})

test('who had the name before keeps it, and the match is none the worse', async () => {
  const { token, user } = await enter('Schroeder')
  await schedule(sampleSchedule('Schroeder', 'Sally'))
  const me = await fetch(`${house.url}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })
  expect(await me.json()).toEqual(user)
  expect(await reserved()).not.toContain('Schroeder')
  await expect(enter('Schroeder')).rejects.toMatchObject({ reason: 'name-taken' })
  await expect(enter('Sally')).rejects.toMatchObject({ reason: 'name-reserved' })
})
