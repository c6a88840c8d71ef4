/** A look at a stream sees all that is committed, whoever wrote it, and reads a stream that it knows only once. */
import { serviceContext, type Fact } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { handle } from './command-handler.ts'
import type { StreamRead } from './event-log.ts'
import { MemoryEventLog } from './memory/memory-log.ts'
import { presentState } from './present-state.ts'

const counter = { initialState: 0, evolve: (count: number, _fact: Fact) => count + 1 }
const place = { stream: 'counter-1', fold: counter }
const meta = { actor: 'test', correlationId: 'test' }
const noted = { type: 'Noted', data: {} }

class CountingLog extends MemoryEventLog {
  loads = 0
  override load(streams: readonly StreamRead[]) {
    this.loads += 1
    return super.load(streams)
  }
}

test('of a new stream it is the initial state', async () => {
  expect(await presentState(new MemoryEventLog(), place)).toBe(0)
})

test('what another process appended is seen', async () => {
  const log = new CountingLog()
  for (let version = 0; version < 5; version++) {
    await log.append([{ stream: place.stream, expectedVersion: version, facts: [noted] }], { meta })
    expect(await presentState(log, place)).toBe(version + 1)
  }
})

test('what the command handler knows is not read again', async () => {
  const log = new CountingLog()
  for (let count = 1; count <= 5; count++) {
    const decide = () => ({ counter: [noted] })
    await handle(log, { context: serviceContext('betting'), places: { counter: place }, decide, answer: () => null })
    expect(await presentState(log, place)).toBe(count)
  }
  expect(log.loads).toBe(1)
})
