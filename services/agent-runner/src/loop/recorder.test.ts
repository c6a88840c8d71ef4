/** What the audience is told, and what not. */
import { expect, test } from '@jest/globals'
import { AgentEvent } from '@agent-arena/contracts'
import type { NewEvent } from '../door/event-queue.ts'
import { act } from '../policies/policy.ts'
import { recorderOf, secretsOf } from './recorder.ts'

const ENTRANCE = 'http://gym.example/enter/0123456789abcdef0123'

const record = () => {
  const events: NewEvent[] = []
  const recorder = recorderOf({ add: (event) => events.push(event), secrets: ['the-token', ...secretsOf(ENTRANCE)] })
  return { events, recorder }
}

test('never tells the secret entrance or the token', () => {
  const { events, recorder } = record()
  const result = { ok: false, url: ENTRANCE, error: `no answer from ${ENTRANCE} (path /enter/0123456789abcdef0123)` }
  recorder.action({ kind: 'navigate', url: ENTRANCE }, result)
  recorder.thought(act({ kind: 'read' }, `I saw the-token at ${ENTRANCE}`))
  recorder.trouble(ENTRANCE, 'page', true)
  expect(JSON.stringify(events)).not.toMatch(/0123456789abcdef|the-token/)
})

test('tells what was done to what, and how it went', () => {
  const { events, recorder } = record()
  recorder.action({ kind: 'type', ref: 'e3', target: 'Full name', value: 'Ada' }, { ok: true, url: 'http://gym.example/shop' })
  expect(events).toEqual([
    {
      type: 'browser_action',
      payload: { action: 'type', target: 'Full name', value: 'Ada', url: 'http://gym.example/shop', ok: true },
    },
  ])
})

test('makes whatever a page says fit to be recorded', () => {
  const { events, recorder } = record()
  const wild = `\u0000\u0007${'🫖'.repeat(9000)}\uD800`
  recorder.thought(act({ kind: 'read' }, wild))
  recorder.action({ kind: 'click', ref: 'e1', target: wild }, { ok: false, url: wild, error: wild })
  for (const [at, event] of events.entries()) {
    expect(AgentEvent.safeParse({ ...event, seq: at + 1 }).error).toBeUndefined()
    expect(JSON.stringify(event)).toBe(JSON.stringify(event).toWellFormed())
    expect(JSON.stringify(event)).not.toMatch(/\\u0000|\\u0007|\\ud8/i)
  }
})
