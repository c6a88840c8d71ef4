/** Patience: passes as soon as it can, and tells the last reason when it cannot. */
import { expect, test } from '@jest/globals'
import { eventually } from './eventually.ts'

test('returns what the assertion returns once it passes', async () => {
  let tries = 0
  const third = () => {
    if (++tries < 3) throw new Error('not yet')
    return tries
  }
  expect(await eventually(third, { everyMs: 1 })).toBe(3)
})

test('throws the last error when the time is over', async () => {
  let tries = 0
  const never = () => Promise.reject(new Error(`try ${++tries}`))
  await expect(eventually(never, { timeoutMs: 30, everyMs: 5 })).rejects.toThrow(/^try [2-9]$/)
})
