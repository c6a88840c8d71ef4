/** States and results in words. */
import { describe, expect, test } from '@jest/globals'
import type { Sandbox } from '@agent-arena/contracts'
import { lockText, outcomeLabel, outcomesText, resultText, sandboxLabel } from './status.ts'

const named = (id: string, title: string) => ({ id, title }) as Sandbox
const sandboxes = [named('sbx_a', 'Greedy'), named('sbx_b', 'Planner')]
const decided = (winner: string | null, tied: string[] = []) => ({
  status: 'decided' as const,
  result: { winner, tied },
  sandboxes,
})

describe('the result of a match', () => {
  test('names the winner', () => expect(resultText(decided('sbx_b'))).toBe('Planner won'))
  test('names those that tied', () => expect(resultText(decided(null, ['sbx_a', 'sbx_b']))).toBe('Greedy and Planner tied'))
  test('says when nobody succeeded', () => expect(resultText(decided(null))).toBe('Nobody succeeded'))
  test('gives the cause of a void', () =>
    expect(resultText({ status: 'voided', result: null, cause: 'It rained.', sandboxes })).toBe('It rained.'))
  test('says that a match is void whose cause is not told', () =>
    expect(resultText({ status: 'voided', result: null, sandboxes })).toBe('The match was voided and every stake returned.'))
  test('is not there while the match runs', () =>
    expect(resultText({ status: 'running', result: null, sandboxes })).toBeUndefined())
})

test('outcomes read as what a bet on them says', () => {
  expect(outcomeLabel({ id: 'nobody', name: 'nobody' })).toBe('Nobody succeeds')
  expect(outcomeLabel({ id: 'success', name: 'success' })).toBe('Succeeds')
  expect(outcomeLabel({ id: 'sbx_a', name: 'Greedy' })).toBe('Greedy')
})

test('a lock is told in the words of its market', () => {
  expect(lockText({ lockText: 'A contestant says that it is done.' })).toBe(
    'Betting is closed. A contestant says that it is done.',
  )
  expect(lockText({})).toBe('Betting is closed.')
})

test('a run that lasts too long is out of time', () =>
  expect(sandboxLabel('timed-out')).toEqual({ text: 'Out of time', tone: 'bad' }))

test('outcomes are told by their names, and one that is not known by its id', () => {
  const outcomes = [
    { id: 'sbx_a', name: 'Greedy' },
    { id: 'nobody', name: 'nobody' },
  ]
  expect(outcomesText(['sbx_a', 'nobody'], outcomes)).toBe('Greedy and Nobody succeeds')
  expect(outcomesText(['sbx_z'], outcomes)).toBe('sbx_z')
})
