/** What has arrived is given in order, once, and acknowledged when it is committed or known already. */
import type { StoredEvent } from '@agent-arena/contracts'
import { beforeEach, expect, test } from '@jest/globals'
import { Arrivals } from './arrivals.ts'

let arrivals: Arrivals
let acknowledged: number[]

const arrive = (...positions: readonly number[]) => {
  for (const position of positions)
    arrivals.add({ event: { position } as StoredEvent, acknowledge: () => acknowledged.push(position) })
}

const taken = (after: number) => arrivals.take(after).events.map(({ position }) => position)

beforeEach(() => {
  arrivals = new Arrivals()
  acknowledged = []
})

test('gives the run right after a position, whatever the order in which it came', () => {
  arrive(3, 1, 2)
  expect(taken(0)).toEqual([1, 2, 3])
})

test('holds back what lies beyond a gap, until the gap is closed', () => {
  arrive(1, 3)
  expect(taken(0)).toEqual([1])
  expect(taken(1)).toEqual([])
  expect(taken(2)).toEqual([3])
})

test('lets repeats go, and acknowledges them', () => {
  arrive(1, 2, 2, 3)
  expect(taken(1)).toEqual([2])
  expect(taken(2)).toEqual([3])
  expect(acknowledged).toEqual([1, 2])
})

test('acknowledges a run only when it is told to', () => {
  arrive(1, 2)
  const run = arrivals.take(0)
  expect(acknowledged).toEqual([])
  run.acknowledge()
  expect(acknowledged).toEqual([1, 2])
})
