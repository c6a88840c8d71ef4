/** The house of sessions is bounded. */
import { expect, test } from '@jest/globals'
import { MAX_SESSIONS, SessionStore } from './session.store.ts'
import { twoMugs } from './shop/two-mugs.goal.ts'

const fullHouse = (): SessionStore => {
  const store = new SessionStore()
  for (let at = 0; at < MAX_SESSIONS; at++) store.open(`s${at}`, twoMugs, at)
  return store
}

test('the session longest untouched makes room for a new one', () => {
  const store = fullHouse()
  const first = store.byId('s0')
  store.open('new', twoMugs, 1)
  expect(store.size).toBe(MAX_SESSIONS)
  expect(store.byId('s0')).toBe(first)
  expect(store.byId('s1')).toBeUndefined()
})

test('a dropped session is reachable neither by id nor by secret', () => {
  const store = new SessionStore()
  const { id, secret } = store.open('one', twoMugs, 1)
  store.drop(id)
  store.drop(id)
  expect([store.byId(id), store.bySecret(secret)]).toEqual([undefined, undefined])
})

test('every session has a secret of its own, too long to guess', () => {
  const store = fullHouse()
  const secrets = new Set(Array.from({ length: MAX_SESSIONS }, (_, at) => store.byId(`s${at}`)?.secret))
  expect(secrets.size).toBe(MAX_SESSIONS)
  expect(Math.min(...[...secrets].map((secret) => secret?.length ?? 0))).toBeGreaterThanOrEqual(32)
})
