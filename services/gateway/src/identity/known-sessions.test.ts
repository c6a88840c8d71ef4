/** What is remembered of sessions, and for how long. */
import { expect, test } from '@jest/globals'
import { KnownSessions } from './known-sessions.ts'

const ada = { id: 'usr_1', name: 'Ada', role: 'spectator' } as const

test('a session is known for ten seconds', () => {
  const sessions = new KnownSessions()
  sessions.put('a', ada, 1_000_000, 0)
  expect([sessions.get('a', 0), sessions.get('a', 9_999), sessions.get('a', 10_000)]).toEqual([ada, ada, undefined])
})

test('a session is not known beyond its end', () => {
  const sessions = new KnownSessions()
  sessions.put('a', ada, 500, 0)
  expect([sessions.get('a', 499), sessions.get('a', 500)]).toEqual([ada, undefined])
})

test('the memory is bounded: the oldest go', () => {
  const sessions = new KnownSessions()
  for (let index = 0; index <= 10_000; index++) sessions.put(String(index), ada, 1_000_000, 0)
  expect([sessions.get('0', 1), sessions.get('1', 1)]).toEqual([undefined, ada])
})
