/** Until when a match can last. */
import { expect, test } from '@jest/globals'
import type { Sandbox } from '@agent-arena/contracts'
import { matchDeadline, sandboxDeadline } from './deadline.ts'

const startedAt = '2026-01-01T00:00:00.000Z'
const run = (status: Sandbox['status'], endsAt: string | null) =>
  ({ status, endsAt, startedAt: null, timeLimitSeconds: 60 }) as Sandbox

test('a sandbox ends when it says, else its limit after its start', () => {
  expect(sandboxDeadline({ endsAt: startedAt, startedAt: null, timeLimitSeconds: 1 })).toBe(startedAt)
  expect(sandboxDeadline({ endsAt: null, startedAt, timeLimitSeconds: 60 })).toBe('2026-01-01T00:01:00.000Z')
  expect(sandboxDeadline({ endsAt: null, startedAt: null, timeLimitSeconds: 60 })).toBeNull()
})

test('a match lasts as long as the last of its runs', () => {
  const sandboxes = [
    run('running', '2026-01-01T00:02:00.000Z'),
    run('running', '2026-01-01T00:01:00.000Z'),
    run('failed', '2026-01-01T00:09:00.000Z'),
  ]
  expect(matchDeadline({ sandboxes, startedAt, timeLimitSeconds: 60 })).toBe('2026-01-01T00:02:00.000Z')
})

test('a match whose runs say nothing lasts its limit from its start', () =>
  expect(matchDeadline({ sandboxes: [], startedAt, timeLimitSeconds: 60 })).toBe('2026-01-01T00:01:00.000Z'))
