/** Work is tried a bounded number of times, unless the answer is only "not now". */
import { setTimeout as sleep } from 'node:timers/promises'
import { LaterVersion, Rejection } from '@agent-arena/contracts'
import { Superseded } from '@agent-arena/event-store'
import { expect, test } from '@jest/globals'
import { attempt, type Patience } from './attempts.ts'
import { eventAt } from './testing/events.ts'

const brief: Patience = { attempts: 3, limitMs: 20, firstPauseMs: 1 }

/** Fails with each of the faults in turn, then succeeds. */
const failing = (...faults: readonly unknown[]) => {
  const left = [...faults]
  return async () => {
    if (left.length > 0) throw left.shift()
  }
}
const run = async (work: () => Promise<void>, signal = new AbortController().signal) => {
  const faults: unknown[] = []
  const failure = await attempt(work, { patience: brief, signal, onFault: (fault) => faults.push(fault) })
  return { failure, faults }
}
const fault = new TypeError('a planted fault')

test('is done when an attempt succeeds', async () => {
  expect(await run(failing(fault, fault))).toEqual({ failure: null, faults: [fault, fault] })
})

test('is given up after the last attempt, with what it failed with', async () => {
  const { failure } = await run(failing(fault, fault, new Error('another one')))
  expect(failure).toEqual({ reason: 'Error: another one', attempts: 3 })
})

test('an attempt that hangs is cut off and has failed', async () => {
  const { failure } = await run(() => new Promise(() => undefined))
  expect(failure).toEqual({ reason: 'Error: It did not end within 0.02 seconds.', attempts: 3 })
})

test.each([
  ['a service that is away', new Rejection('unavailable')],
  ['a service that is slow', new Rejection('deadline-exceeded')],
  ['a stream that others write all the time', new Rejection('version-conflict')],
  ['an event that only a newer build can read', new LaterVersion(eventAt(1, 'a'), 1)],
  ['a database that is away', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
])('%s is waited for, and no attempt is counted', async (_, notNow) => {
  const { failure } = await run(failing(notNow, notNow, fault, notNow, notNow, fault, notNow))
  expect(failure).toBeNull()
})

test('a refusal that stands is a failed attempt', async () => {
  const refusal = new Rejection('wrong-state', { detail: 'The market is over.' })
  expect((await run(failing(refusal, refusal, refusal))).failure?.reason).toBe('Rejection: The market is over.')
})

test('ends when it is told to, in the middle of a pause or of an attempt', async () => {
  const ending = new AbortController()
  const waiting = run(failing(...Array.from({ length: 100 }, () => new Rejection('unavailable'))), ending.signal)
  const hanging = attempt(() => sleep(60_000, undefined, { ref: false }), {
    patience: { ...brief, limitMs: 60_000 },
    signal: ending.signal,
    onFault: () => undefined,
  })
  const reason = new Error('the term ends')
  ending.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  await expect(hanging).rejects.toBe(reason)
})

test('a term that is over is no failure of the work', async () => {
  await expect(run(failing(new Superseded('reaction act', 1)))).rejects.toThrow(Superseded)
})
