/** A loop loses no wake, survives faults and stops between rounds. */
import { expect, test } from '@jest/globals'
import { Loop, type LoopOptions } from './loop.ts'

const LONG_MS = 60_000
const loopOf = (work: LoopOptions['work'], faults: unknown[] = []) =>
  new Loop({ work, onFault: (fault) => faults.push(fault), pauseMs: () => 1 })
const soon = () => new Promise((resolve) => setTimeout(resolve, 5))

test('works again when it is woken, also when that happens in the middle of a round', async () => {
  let rounds = 0
  const loop: Loop = loopOf(async () => {
    if (++rounds === 1) loop.wake()
    return LONG_MS
  })
  void loop.start()
  await soon()
  expect(rounds).toBe(2)
  loop.wake()
  await soon()
  expect(rounds).toBe(3)
  await loop.stop()
})

test('ends by itself when the work is done', async () => {
  let rounds = 0
  await loopOf(() => Promise.resolve(++rounds === 3 ? 'done' : 0)).start()
  expect(rounds).toBe(3)
})

test('tells of a fault and tries again', async () => {
  const faults: unknown[] = []
  let rounds = 0
  await loopOf(() => (++rounds < 3 ? Promise.reject(new Error(`fault ${rounds}`)) : Promise.resolve('done')), faults).start()
  expect(faults).toHaveLength(2)
})

test('counts the faults in a row', async () => {
  const counts: number[] = []
  let rounds = 0
  const work = () =>
    ++rounds % 3 === 0 ? Promise.resolve(rounds < 6 ? 0 : ('done' as const)) : Promise.reject(new Error('away'))
  await new Loop({ work, onFault: (_, faults) => counts.push(faults), pauseMs: () => 1 }).start()
  expect(counts).toEqual([1, 2, 1, 2])
})

test('keeps the pause after a fault, however often it is woken', async () => {
  let rounds = 0
  const loop = new Loop({
    work: () => Promise.reject(new Error(`fault ${++rounds}`)),
    onFault: () => undefined,
    pauseMs: () => LONG_MS,
  })
  void loop.start()
  await soon()
  loop.wake()
  await soon()
  expect(rounds).toBe(1)
  await loop.stop()
})

test('stops at once while it sleeps, and after the round while it works', async () => {
  let finished = false
  const working = loopOf(async () => {
    await soon()
    finished = true
    return LONG_MS
  })
  void working.start()
  await working.stop()
  expect(finished).toBe(true)
  const sleeping = loopOf(() => Promise.resolve(LONG_MS))
  void sleeping.start()
  await soon()
  await sleeping.stop()
})
