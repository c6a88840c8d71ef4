/** The cache alone: what it keeps, lets go, and goes on from. */
import { expect, test } from '@jest/globals'
import { StateCache, type Known } from './state-cache.ts'
import { counter } from './testing/counter.ts'
import { elsewhere, held, WatchedLog } from './testing/watched-log.ts'

const place = { stream: 'a', fold: counter as never }
const known = (version: number, lineage: object = {}): Known => ({ fold: place.fold, state: version, version, at: '', lineage })

test('lets the least recently used go when it holds too many events', () => {
  const cache = new StateCache(100)
  const has = (stream: string) => cache.get({ ...place, stream }) !== undefined
  cache.put('a', known(30))
  cache.put('b', known(30))
  expect(has('a')).toBe(true)
  cache.put('c', known(30))
  expect([has('a'), has('b'), has('c')]).toEqual([true, false, true])
  cache.put('d', known(1000))
  expect([has('a'), has('c'), has('d')]).toEqual([false, false, true])
})

test('counts what a state holds, where its fold can tell', () => {
  const cache = new StateCache(100)
  const fold = { ...counter, sizeOf: () => 1 }
  const known: Known = { fold, state: 7, version: 5000, at: '', lineage: {} }
  for (const stream of ['a', 'b', 'c']) cache.put(stream, known)
  expect(['a', 'b', 'c'].map((stream) => cache.get({ stream, fold })?.version)).toEqual([5000, 5000, 5000])
})

test('counts a stream once, whether its newest state, its committed one or both are kept', () => {
  const cache = new StateCache(100)
  const doubtful = known(40)
  for (let round = 0; round < 20; round++) {
    cache.put('a', doubtful)
    cache.commit('a', known(round))
    cache.drop('a', doubtful)
  }
  cache.put('a', doubtful)
  cache.put('b', known(40))
  expect(cache.get(place)).toBe(doubtful)
  cache.put('c', known(1))
  expect([cache.get(place), cache.get({ ...place, stream: 'b' })]).toEqual([doubtful, undefined])
})

test('goes on from the last that is committed, in whatever order the answers come and however late a reader is', async () => {
  const [cache, log, lineage] = [new StateCache(), new WatchedLog(), {}]
  const read = () => cache.load(log, new Map([['a', place]]))
  const writeUpTo = async (version: number) => {
    while ((await log.versionOf('a')) < version) await elsewhere(log, 'a', await log.versionOf('a'), 1)
  }
  await writeUpTo(3)
  const release = held(log)
  const slow = read()
  log.gate = Promise.resolve()
  await writeUpTo(5)
  cache.put('a', known(5, lineage))
  for (const version of [5, 4]) cache.commit('a', known(version, lineage))
  release()
  expect((await slow).get('a')).toMatchObject({ version: 3 })
  expect(cache.get(place)).toMatchObject({ version: 5 })
  cache.drop('a', known(5, lineage))
  await writeUpTo(7)
  log.eventsRead = 0
  expect((await read()).get('a')).toMatchObject({ version: 7, state: 7 })
  expect(log.eventsRead).toBe(2)
})
