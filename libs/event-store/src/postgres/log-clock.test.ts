/** The clock of the log: never ahead, never back, asked again when it may be wrong. */
import { afterEach, expect, jest, test } from '@jest/globals'
import { LogClock } from './log-clock.ts'

const start = Date.parse('2030-01-01T00:00:00.000Z')
let [steady, wall] = [0, 0]

const clockAt = () => {
  ;[steady, wall] = [5000, 1_700_000_000_000]
  jest.spyOn(performance, 'now').mockImplementation(() => steady)
  jest.spyOn(Date, 'now').mockImplementation(() => wall)
  return new LogClock()
}
const pass = (ms: number) => {
  steady += ms
  wall += ms
}
const hear = (clock: LogClock, ms: number) => clock.hear(new Date(start + ms))
const msOf = (clock: LogClock) => Date.parse(clock.now() ?? '') - start

afterEach(() => {
  jest.restoreAllMocks()
})

test('knows nothing before it has heard something, and nothing for long', () => {
  const clock = clockAt()
  expect([clock.now(), clock.latest]).toEqual([null, null])
  hear(clock, 0)
  pass(999)
  expect(msOf(clock)).toBe(999)
  pass(1)
  expect(clock.now()).toBeNull()
})

test('goes on from the answer that was on its way for the shortest time', () => {
  const clock = clockAt()
  hear(clock, 0)
  pass(100)
  hear(clock, 60) // 40 ms on its way
  expect(msOf(clock)).toBe(100)
  hear(clock, 105) // the first one was 5 ms on its way at least
  expect(msOf(clock)).toBe(105)
})

test('never goes back, and tells the latest time that it told', () => {
  const clock = clockAt()
  hear(clock, 0)
  pass(500)
  expect(msOf(clock)).toBe(500)
  pass(600)
  hear(clock, 300)
  expect(msOf(clock)).toBe(500)
  expect(clock.latest).toBe('2030-01-01T00:00:00.500Z')
})

test('is not relied on after the machine slept or its clock was set', () => {
  const clock = clockAt()
  hear(clock, 0)
  wall += 101
  expect(clock.now()).toBeNull()
})
