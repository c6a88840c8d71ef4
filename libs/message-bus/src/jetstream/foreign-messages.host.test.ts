/** What others write into the stream: none of it is believed, holds anything up, or leaves a gap. */
import { eventually } from '@agent-arena/testing'
import { headers } from '@nats-io/transport-node'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { openLogOnNats, positions, upTo, type LogOnNats } from '../testing/log-on-nats.ts'

let nats: LogOnNats

beforeEach(async () => {
  nats = await openLogOnNats()
})

afterEach(() => nats.close())

/** Somebody else’s copy of what the stream holds at a sequence, with these headers changed. */
const writeAgain = async (seq: number, changed: Readonly<Record<string, string>> = {}) => {
  const written = await nats.streams.getMessage('arena_betting', { seq })
  const own = headers()
  for (const name of written?.header.keys() ?? []) if (name.startsWith('ce-')) own.set(name, written?.header.get(name) ?? '')
  for (const [name, value] of Object.entries(changed)) own.set(name, value)
  nats.connection.publish(written?.subject ?? '', written?.data, { headers: own })
}

test('what somebody else writes into the stream harms nobody', async () => {
  nats.offer()
  const reader = nats.follow()
  nats.log.grow(3)
  await reader.reaches(3)
  await nats.isHeard()
  nats.connection.publish('arena.evt.betting.market.x.BetPlaced', 'no event at all')
  await nats.connection.flush()
  nats.log.grow(3)
  await reader.reaches(6)
  await nats.carries(upTo(6))
  await eventually(() => expect(reader.faults).toEqual([expect.objectContaining({ name: 'MalformedEvent' })]))
})

test('what looks like the next event and was not written by the relay is not believed', async () => {
  nats.offer()
  const reader = nats.follow()
  nats.log.grow(3)
  await reader.reaches(3)
  await nats.isHeard()
  const forged = { 'ce-id': 'forged', 'ce-position': '4' }
  await writeAgain(3, forged)
  await writeAgain(3, { ...forged, 'Nats-Msg-Id': 'forged', 'ce-source': '/arena/sandbox' })
  await nats.connection.flush()
  nats.log.grow(2)
  await reader.reaches(5)
  expect(reader.seen.map(({ id }) => id)).toEqual(['id-1', 'id-2', 'id-3', 'id-4', 'id-5'])
  const told = [
    expect.stringContaining('Nats-Msg-Id must be the id of the event, forged, and is missing'),
    expect.stringContaining('ce-source must be /arena/betting in this stream, and is /arena/sandbox'),
  ]
  await eventually(() => expect(reader.faults.map(String)).toEqual(told))
})

test('old events that somebody writes again are no end of the stream: it is not made anew', async () => {
  const relay = nats.offer()
  const reader = nats.follow()
  nats.log.grow(20)
  await nats.carries(upTo(20))
  await relay.stop()
  const { created } = await nats.streams.info('arena_betting')
  for (const seq of [7, 3, 7]) await writeAgain(seq)
  await nats.connection.flush()
  nats.log.grow(5)
  nats.carry()
  await nats.carries([...upTo(20), 7, 3, 7, 21, 22, 23, 24, 25])
  expect((await nats.streams.info('arena_betting')).created).toBe(created)
  await reader.reaches(25)
  expect(positions(reader.seen)).toEqual(upTo(25))
})

test('a flood of messages that are no events neither holds up the relay nor leaves a gap', async () => {
  const relay = nats.offer()
  nats.log.grow(5)
  await nats.carries(upTo(5))
  await relay.stop()
  for (let count = 0; count < 1500; count++) nats.connection.publish('arena.evt.betting.market.x.BetPlaced', 'no event at all')
  await nats.connection.flush()
  nats.log.grow(2000)
  nats.carry()
  const contiguous = async () => {
    const found = await nats.carried()
    expect(found.at(-1)).toBe(2005)
    expect(found).toEqual(upTo(2005).slice(-found.length))
  }
  await eventually(contiguous, { timeoutMs: 15_000 })
})
