/** When pictures are shown to the audience. */
import { expect, test } from '@jest/globals'
import { Rejection } from '@agent-arena/contracts'
import { showScreen } from './screen.ts'

interface Show {
  readonly pictures: () => number
  readonly push: (shown: number) => { readonly watchers: number; readonly nextInMs: number }
  readonly forMs: number
}

const show = async ({ pictures, push, forMs }: Show) => {
  const stop = new AbortController()
  const shown: number[] = []
  const lively: boolean[] = []
  const warnings: string[] = []
  let ended: unknown
  const timer = setTimeout(() => stop.abort(), forMs)
  await showScreen({
    browser: {
      picture: async (live) => {
        lively.push(live)
        return new Uint8Array([pictures()])
      },
    },
    pushFrame: async ([value = 0]) => {
      shown.push(value)
      return push(shown.length)
    },
    signal: stop.signal,
    warn: (message) => warnings.push(message),
    onRefused: (error) => {
      ended = error
    },
  })
  clearTimeout(timer)
  return { shown, lively, warnings, ended }
}

const counter = () => {
  let count = 0
  return () => (count += 1)
}

test('shows a new picture as often as the arena wants one', async () => {
  const { shown, lively } = await show({ pictures: counter(), push: () => ({ watchers: 1, nextInMs: 50 }), forMs: 520 })
  expect(shown.length).toBeGreaterThan(5)
  expect(shown.length).toBeLessThan(12)
  expect(lively.slice(0, 3)).toEqual([false, true, true])
})

test('shows an unchanged picture only once', async () => {
  const { shown, lively } = await show({ pictures: () => 7, push: () => ({ watchers: 1, nextInMs: 50 }), forMs: 400 })
  expect(shown).toEqual([7])
  expect(lively.length).toBeGreaterThan(4)
})

test('takes stills when nobody watches', async () => {
  const { shown, lively } = await show({ pictures: counter(), push: () => ({ watchers: 0, nextInMs: 5000 }), forMs: 200 })
  expect(shown).toHaveLength(1)
  expect(lively).toEqual([false])
})

test('goes on after an upload that failed', async () => {
  const push = (count: number) => {
    if (count === 1) throw new Error('connection lost')
    return { watchers: 1, nextInMs: 5000 }
  }
  const { shown, warnings } = await show({ pictures: counter(), push, forMs: 600 })
  expect(shown).toHaveLength(2)
  expect(warnings).toEqual([])
})

test('stops when the sandbox has ended', async () => {
  const push = () => {
    throw new Rejection('sandbox-ended')
  }
  const { shown, ended } = await show({ pictures: counter(), push, forMs: 5000 })
  expect(shown).toHaveLength(1)
  expect(ended).toMatchObject({ reason: 'sandbox-ended' })
})
