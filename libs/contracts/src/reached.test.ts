/** Who waits for a position is told when it is reached, or that it was not. */
import { expect, test } from '@jest/globals'
import { Reached } from './reached.ts'

test('tells those who wait once their position is reached, and those who come later at once', async () => {
  const reached = new Reached()
  const waits = [3, 5].map((position) => reached.wait(position, 1000))
  reached.advance(3)
  expect(await waits[0]).toBe(true)
  reached.advance(6)
  expect(await waits[1]).toBe(true)
  expect(await reached.wait(6, 0)).toBe(true)
})

test('never goes back', () => {
  const reached = new Reached(5)
  reached.advance(2)
  expect(reached.current).toBe(5)
})

test('lets nobody wait beyond the time, nor after the end', async () => {
  const reached = new Reached()
  expect(await reached.wait(1, 5)).toBe(false)
  const waiting = reached.wait(9, 1000)
  reached.release()
  expect(await waiting).toBe(true)
})
