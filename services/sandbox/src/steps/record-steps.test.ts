/** An agent's own numbers: no gap, no repeat with other content. */
import type { AgentEvent } from '@agent-arena/contracts'
import { MemoryEventLog } from '@agent-arena/event-store'
import { expect, test } from '@jest/globals'
import { recordSteps } from './record-steps.ts'

const meta = { actor: 'sandbox:sbx_1', correlationId: 'c' }
const says = (seq: number, text = `thought ${seq}`): AgentEvent => ({ seq, type: 'reasoning', payload: { text } })
const record = (log: MemoryEventLog, ...events: readonly AgentEvent[]) => recordSteps(log, { sandboxId: 'sbx_1', events }, meta)

test('records events in their order', async () => {
  const log = new MemoryEventLog()
  expect(await record(log, says(1), says(2))).toEqual({ accepted: 2, duplicates: 0 })
  expect(await record(log, says(3))).toEqual({ accepted: 1, duplicates: 0 })
  expect(await log.versionOf('steps-sbx_1')).toBe(3)
})

test('recognises what it has, and takes what is new behind it', async () => {
  const log = new MemoryEventLog()
  await record(log, says(1), says(2))
  expect(await record(log, says(1), says(2), says(3))).toEqual({ accepted: 1, duplicates: 2 })
})

test('refuses a gap and names the number that is next', async () => {
  const log = new MemoryEventLog()
  await record(log, says(1))
  await expect(record(log, says(3))).rejects.toMatchObject({ reason: 'sequence-gap', details: { extra: { expected: 2 } } })
  await expect(record(log, says(2), says(4))).rejects.toMatchObject({
    reason: 'sequence-gap',
    details: { extra: { expected: 3 } },
  })
  expect(await log.versionOf('steps-sbx_1')).toBe(1)
})

test('refuses another event under a used number, also within one batch', async () => {
  const log = new MemoryEventLog()
  await record(log, says(1))
  await expect(record(log, says(1, 'something else'))).rejects.toMatchObject({ reason: 'sequence-conflict' })
  await expect(record(log, says(2), says(2, 'something else'))).rejects.toMatchObject({ reason: 'sequence-conflict' })
})

test('compares a repeat far behind with what stands there', async () => {
  const log = new MemoryEventLog()
  await record(log, ...Array.from({ length: 50 }, (_, index) => says(index + 1)))
  expect(await record(log, says(1), says(40))).toEqual({ accepted: 0, duplicates: 2 })
  await expect(record(log, says(1), says(40, 'something else'))).rejects.toMatchObject({ reason: 'sequence-conflict' })
})

test('counts the same event twice in one batch as a duplicate', async () =>
  expect(await record(new MemoryEventLog(), says(1), says(1))).toEqual({ accepted: 1, duplicates: 1 }))

test('records each event once when two batches race', async () => {
  const log = new MemoryEventLog()
  const results = await Promise.all([record(log, says(1), says(2)), record(log, says(1), says(2))])
  expect(results.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(2)
  expect(await log.versionOf('steps-sbx_1')).toBe(2)
})
