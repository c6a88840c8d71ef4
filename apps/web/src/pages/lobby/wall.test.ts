/** What stands where in the lobby. */
import { describe, expect, test } from '@jest/globals'
import type { Match, Sandbox } from '@agent-arena/contracts'
import { AFTERGLOW_MS, wallOf } from './wall.ts'

const NOW = Date.parse('2026-01-01T12:00:00.000Z')
const at = (offsetMs: number) => new Date(NOW + offsetMs).toISOString()
const sandbox = (id: string, matchId: string | null, status = 'running') => ({ id, matchId, status }) as Sandbox
const match = (id: string, status: string, more: Partial<Match> = {}) =>
  ({ id, status, startsAt: at(0), startedAt: null, decidedAt: null, sandboxes: [sandbox(`${id}-1`, id)], ...more }) as Match
const wall = (matches: readonly Match[], sandboxes: readonly Sandbox[] = []) =>
  wallOf({ matches: [...matches], sandboxes: [...sandboxes] }, NOW)

describe('the match in the middle', () => {
  test('is a running one before a scheduled one', () =>
    expect(wall([match('a', 'scheduled'), match('b', 'running')]).hero?.id).toBe('b'))
  test('is the soonest of those to come', () =>
    expect(
      wall([match('a', 'scheduled', { startsAt: at(9000) }), match('b', 'scheduled', { startsAt: at(2000) })]).hero?.id,
    ).toBe('b'))
  test('is a decided one for a while after', () =>
    expect(wall([match('a', 'decided', { decidedAt: at(-1000) })]).hero?.id).toBe('a'))
  test('is none when the last one is long over', () =>
    expect(wall([match('a', 'decided', { decidedAt: at(-AFTERGLOW_MS) })]).hero).toBeUndefined())
})

describe('the wall', () => {
  test('shows every other sandbox once', () => {
    const { running } = wall(
      [match('a', 'running', { startedAt: at(0) }), match('b', 'running')],
      [sandbox('b-1', 'b'), sandbox('c', null)],
    )
    expect(running.map(({ id }) => id)).toEqual(['b-1', 'c'])
  })
  test('leaves ended sandboxes out', () => expect(wall([], [sandbox('c', null, 'failed')]).running).toEqual([]))
  test('lists what is over, the last first', () => {
    const old = [match('a', 'decided', { decidedAt: at(-9e6) }), match('b', 'voided', { decidedAt: at(-8e6) })]
    expect(wall(old).finished.map(({ id }) => id)).toEqual(['b', 'a'])
  })
})
