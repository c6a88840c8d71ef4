/** Who plays, where several tabs share what a browser keeps. */
import { beforeEach, expect, test } from '@jest/globals'
import { askToJoin, currentToken, dropSession, keepSession, onOtherUser, restoreSession } from './session.ts'

const kept = new Map<string, string>()
const storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, value) => void kept.set(name, value),
  removeItem: (name) => void kept.delete(name),
}
Object.defineProperty(globalThis, 'localStorage', { value: storage })

const KEY = 'agent-arena.session'
const sessionOf = (name: string) => ({ user: { id: `usr_${name}`, name, role: 'spectator' as const }, token: `token of ${name}` })
const ada = sessionOf('Ada')
const grace = sessionOf('Grace')
const keptByOtherTab = (value: unknown) => kept.set(KEY, JSON.stringify(value))

beforeEach(() => {
  kept.clear()
  restoreSession()
})

test('a session is restored', () => {
  keptByOtherTab(ada)
  restoreSession()
  expect(currentToken()).toBe(ada.token)
})

test.each([
  '{"token":"x","user":null}',
  '{"token":"x","user":{}}',
  '[]',
  '"x"',
  'null',
  '{',
  JSON.stringify({ ...ada, token: '' }),
])('a session that was stored as %s is none', (text) => {
  kept.set(KEY, text)
  restoreSession()
  expect(currentToken()).toBeUndefined()
})

test('an account of another tab is taken over instead of asking for a name', async () => {
  keptByOtherTab(ada)
  expect(await askToJoin()).toBe(true)
  expect(currentToken()).toBe(ada.token)
})

test('a new account does not write over one that another tab has kept meanwhile, and answers who waits', async () => {
  const joined = askToJoin()
  keptByOtherTab(ada)
  keepSession(grace)
  expect(await joined).toBe(true)
  expect([currentToken(), kept.get(KEY)]).toEqual([ada.token, JSON.stringify(ada)])
})

test('a refused token is forgotten', () => {
  keepSession(ada)
  dropSession(ada.token)
  expect([currentToken(), kept.has(KEY)]).toEqual([undefined, false])
})

test('a refused token that another tab has replaced is replaced here too', () => {
  keepSession(ada)
  keptByOtherTab(grace)
  dropSession(ada.token)
  expect([currentToken(), kept.get(KEY)]).toEqual([grace.token, JSON.stringify(grace)])
})

test('whoever plays after somebody else is told of', () => {
  let others = 0
  const leave = onOtherUser(() => others++)
  keepSession(ada)
  dropSession(ada.token)
  keepSession(ada)
  expect(others).toBe(1)
  dropSession(ada.token)
  keepSession(grace)
  expect(others).toBe(2)
  leave()
})
