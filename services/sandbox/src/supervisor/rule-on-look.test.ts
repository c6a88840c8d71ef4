/** What follows from a look of the referee. */
import { describe, expect, test } from '@jest/globals'
import type { Assessment } from '../referee/assess.ts'
import { at, claimed, ready, requested, started, stateAfter } from '../testing/facts.ts'
import { ruleOnLook } from './rule-on-look.ts'

const running = stateAfter(requested(), ready, started)
const found = (more: Partial<Assessment> = {}): Assessment => ({
  progress: 0,
  met: [],
  success: false,
  evidenceAt: at(20),
  successAt: at(20),
  blind: [],
  ...more,
})
const success = found({ success: true, progress: 100, met: [0, 1] })
const statusOf = (commands: ReturnType<typeof ruleOnLook>) =>
  commands.map((command) => (command.type === 'EndRun' ? command.status : command.type))

describe('a look at a running sandbox', () => {
  const look = { kind: 'running', at: at(21) } as const
  test('notes progress that rose', () =>
    expect(statusOf(ruleOnLook(running, found({ progress: 25 }), look))).toEqual(['NoteProgress']))
  test('says nothing of progress that did not', () => expect(ruleOnLook(running, found(), look)).toEqual([]))
  test('ends it as succeeded, by the time of the evidence', () =>
    expect(ruleOnLook(running, success, look)).toMatchObject([
      { type: 'NoteProgress' },
      { type: 'EndRun', status: 'succeeded', evidenceAt: at(20) },
    ]))
  test('that finds the goal met before the start finds a fault of ours', () =>
    expect(statusOf(ruleOnLook(running, { ...success, successAt: at(9) }, look))).toEqual(['faulted']))
})

describe('a look before the run', () => {
  const look = { kind: 'before', at: at(8) } as const
  test('that finds the goal met already ends it as faulted', () =>
    expect(statusOf(ruleOnLook(running, success, look))).toEqual(['faulted']))
  test('says nothing else', () => expect(ruleOnLook(running, found({ progress: 50 }), look)).toEqual([]))
})

describe('the last look', () => {
  const claim = stateAfter(requested(), ready, started, claimed())
  test('after a claim that holds is a success', () =>
    expect(statusOf(ruleOnLook(claim, success, { kind: 'claimed', at: at(31) }))).toEqual(['NoteProgress', 'succeeded']))
  test('after a claim that does not hold is a failure, by the time of the claim', () =>
    expect(ruleOnLook(claim, found(), { kind: 'claimed', at: at(31) })).toMatchObject([{ status: 'failed', evidenceAt: at(30) }]))
  test('tells an agent that gave up from one that was wrong', () => {
    const gaveUp = stateAfter(requested(), ready, started, claimed(false, 'failed'))
    expect(ruleOnLook(gaveUp, found(), { kind: 'claimed', at: at(31) })).toMatchObject([{ cause: 'The agent gave up.' }])
  })
  test('at the end of the time is a time-out', () =>
    expect(ruleOnLook(running, found(), { kind: 'time', at: at(71) })).toMatchObject([
      { status: 'timed-out', evidenceAt: at(70) },
    ]))
  test('does not count what came true after the time', () =>
    expect(statusOf(ruleOnLook(running, { ...success, successAt: at(70.5) }, { kind: 'time', at: at(71) }))).toEqual([
      'timed-out',
    ]))
  test('that nobody could take is the platform’s fault, not the agent’s', () =>
    expect(ruleOnLook(running, found({ blind: ['the site does not answer'] }), { kind: 'time', at: at(71) })).toMatchObject([
      { status: 'faulted', cause: expect.stringContaining('the site does not answer') },
    ]))
})
