/** What is done once a day. */
import { soleTerm } from '@agent-arena/event-store'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { beginDaily } from './daily.ts'

const HOUR_MS = 3_600_000

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

const begun = async (outcomes: readonly ('done' | 'fails')[]) => {
  const [done, faults]: [number[], unknown[]] = [[], []]
  const begin = Date.now()
  const work = async () => {
    done.push(Date.now() - begin)
    if (outcomes[done.length - 1] === 'fails') throw new Error('a planted fault')
  }
  const led = await beginDaily({ name: 'sweep', work }, (fault) => faults.push(fault))(soleTerm())
  return { done, faults, led }
}

test('is done at once, and every day after', async () => {
  const { done, led } = await begun([])
  await jest.advanceTimersByTimeAsync(49 * HOUR_MS)
  expect(done).toEqual([0, 24 * HOUR_MS, 48 * HOUR_MS])
  await led.stop?.()
  await jest.advanceTimersByTimeAsync(49 * HOUR_MS)
  expect(done).toHaveLength(3)
})

test('is tried again a minute after a fault, which is told', async () => {
  const { done, faults, led } = await begun(['fails'])
  await jest.advanceTimersByTimeAsync(HOUR_MS)
  expect([done, faults]).toEqual([[0, 60_000], [new Error('a planted fault')]])
  await led.stop?.()
})
