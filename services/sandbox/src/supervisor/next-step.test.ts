/** What is next for a sandbox, in every state it can be found in, also after a restart. */
import { describe, expect, test } from '@jest/globals'
import {
  at,
  claimed,
  destroyed,
  ended,
  external,
  provisioning,
  ready,
  requested,
  started,
  stateAfter,
  withoutChecks,
} from '../testing/facts.ts'
import { nextStep, standsReady, type Circumstances } from './next-step.ts'

const next = (state: ReturnType<typeof stateAfter>, more: Partial<Circumstances> = {}) =>
  nextStep(state, { at: at(10), place: { phase: 'absent' }, peersReady: true, placeSince: null, ...more })

const soon = requested({ startsAt: at(60) })

describe('before the run', () => {
  test('a place is prepared shortly before the start, not long before', () => {
    expect(next(stateAfter(soon), { at: at(40) })).toEqual({ do: 'wait' })
    expect(next(stateAfter(soon), { at: at(50) })).toEqual({ do: 'provision' })
  })
  test('a place is made, awaited and marked as ready', () => {
    const state = stateAfter(requested(), provisioning)
    expect(next(state)).toEqual({ do: 'create-place' })
    expect(next(state, { place: { phase: 'starting' }, placeSince: at(9) })).toEqual({ do: 'wait' })
    expect(next(state, { place: { phase: 'ready' } })).toEqual({ do: 'mark-ready' })
  })
  test('a place that fails or takes too long is the platform’s fault', () => {
    const state = stateAfter(requested(), provisioning)
    expect(next(state, { place: { phase: 'exited', detail: 'No browser.' } })).toEqual({
      do: 'end',
      status: 'faulted',
      cause: 'No browser.',
    })
    expect(next(state, { place: { phase: 'starting' }, placeSince: at(-60) })).toMatchObject({ do: 'end', status: 'faulted' })
  })
  test('a place that cannot be made at all is not tried for ever', () => {
    const late = { place: { phase: 'absent' }, placeSince: at(-60) } as const
    expect(next(stateAfter(requested(), provisioning), late)).toMatchObject({ do: 'end', status: 'faulted' })
    expect(next(stateAfter(requested(), provisioning, ready), late)).toMatchObject({ do: 'end', status: 'faulted' })
  })
  test('all begin when the time has come and everyone is ready', () => {
    const state = stateAfter(requested(), provisioning, ready)
    const place = { phase: 'ready' } as const
    expect(next(state, { place })).toEqual({ do: 'begin' })
    expect(next(state, { place, peersReady: false })).toEqual({ do: 'look', kind: 'before' })
    expect(next(state, { place, at: at(9) })).toEqual({ do: 'look', kind: 'before' })
    expect(next(state, { place, at: at(3) })).toEqual({ do: 'wait' })
  })
  test('a ready place that went with the arena is made again', () =>
    expect(next(stateAfter(requested(), provisioning, ready))).toEqual({ do: 'create-place' }))
  test('nobody begins before everyone’s place stands, also where it has to be made again', () => {
    const state = stateAfter(requested(), provisioning, ready)
    expect(standsReady(state, { phase: 'ready' })).toBe(true)
    expect(standsReady(state, { phase: 'starting' })).toBe(false)
    expect(standsReady(state, { phase: 'absent' })).toBe(false)
    expect(standsReady(stateAfter(requested(), provisioning), { phase: 'ready' })).toBe(false)
    expect(standsReady(stateAfter(requested(), ended('faulted')), { phase: 'absent' })).toBe(true)
    expect(next(state, { place: { phase: 'starting' } })).toEqual({ do: 'look', kind: 'before' })
  })
  test('an external agent that does not begin in time is cancelled', () => {
    const state = stateAfter(requested(external), ready)
    expect(next(state, { at: at(40) })).toEqual({ do: 'look', kind: 'before' })
    expect(next(state, { at: at(41) })).toMatchObject({ do: 'end', status: 'cancelled' })
  })
})

describe('during the run', () => {
  const running = stateAfter(requested(), provisioning, ready, started)
  test('the referee looks while it runs', () =>
    expect(next(running, { at: at(20), place: { phase: 'running' } })).toEqual({ do: 'look', kind: 'running' }))
  test('a run whose place is gone is the platform’s fault', () => {
    expect(next(running, { at: at(20) })).toMatchObject({
      do: 'end',
      status: 'faulted',
      cause: expect.stringContaining('arena stopped'),
    })
    expect(next(running, { at: at(20), place: { phase: 'exited', detail: 'Killed.' } })).toMatchObject({ cause: 'Killed.' })
  })
  test('an agent that was not told that its run began is told', () =>
    expect(next(running, { at: at(20), place: { phase: 'ready' } })).toEqual({ do: 'tell-to-begin' }))
  test('the run of an external agent goes on after a restart', () =>
    expect(next(stateAfter(requested(external), ready, started), { at: at(20) })).toEqual({ do: 'look', kind: 'running' }))
  test('the last look comes with the claim or the end of the time', () => {
    expect(next(stateAfter(requested(), ready, started, claimed()), { at: at(30) })).toEqual({ do: 'look', kind: 'claimed' })
    expect(next(running, { at: at(70), place: { phase: 'running' } })).toEqual({ do: 'look', kind: 'time' })
  })
})

describe('after the run', () => {
  test('the place of a sandbox that awaits its verdict is given up', () => {
    const state = stateAfter(requested(withoutChecks), ready, started, claimed(true))
    expect(next(state, { place: { phase: 'running' } })).toEqual({ do: 'release' })
    expect(next(state)).toEqual({ do: 'wait' })
  })
  test('an ended sandbox is destroyed, once', () => {
    expect(next(stateAfter(requested(), ready, started, ended('failed')))).toEqual({ do: 'destroy' })
    expect(next(stateAfter(requested(), ready, started, ended('failed'), destroyed))).toEqual({ do: 'wait' })
  })
})
