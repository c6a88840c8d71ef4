/** What is said after a correction. */
import { describe, expect, test } from '@jest/globals'
import type { Market, Sandbox } from '@agent-arena/contracts'
import { matchCorrection, matchEndText, runCorrection, withoutReason } from './corrected.ts'

const outcome = (id: string, name: string) => ({ id, name }) as Market['outcomes'][number]
const outcomes = [outcome('sbx_a', 'Greedy'), outcome('sbx_b', 'Random'), outcome('nobody', 'nobody')]
const market = (winners: string[], status: Market['status'] = 'settled') => ({ status, outcomes, result: { winners, text: '' } })
const sandboxes = [{ id: 'sbx_a', title: 'Greedy' } as Sandbox, { id: 'sbx_b', title: 'Random' } as Sandbox]
const match = (winner: string | null, tied: string[] = []) => ({
  status: 'decided' as const,
  result: { winner, tied },
  sandboxes,
})

describe('a match', () => {
  test('says whom the bets follow instead of its winner', () =>
    expect(matchEndText(match('sbx_a'), market(['sbx_b']))).toBe('Greedy won · bets corrected to Random'))
  test('says that its bets were voided', () =>
    expect(matchEndText(match('sbx_a'), market([], 'voided'))).toBe('Greedy won · bets voided'))
  test.each([
    [match('sbx_a'), market(['sbx_a'])],
    [match(null), market(['nobody'])],
    [match(null, ['sbx_a', 'sbx_b']), market(['sbx_b', 'sbx_a'])],
    [match('sbx_a'), { ...market([]), status: 'locked' as const }],
    [{ ...match(null), status: 'voided' as const }, market([], 'voided')],
    [match('sbx_a'), undefined],
  ])('says nothing of bets that follow its verdict, or are not settled yet', (decided, bets) =>
    expect(matchCorrection(decided, bets)).toBeUndefined(),
  )
})

test('a run says what its bets were corrected to', () => {
  const sides = { ...market(['failure']), outcomes: [outcome('success', 'success'), outcome('failure', 'failure')] }
  const ended = (verdict: 'success' | 'failure' | 'void') => ({ outcome: { verdict, cause: '', evidenceAt: '' } })
  expect(runCorrection(ended('success'), sides)).toBe('bets corrected to Fails')
  expect(runCorrection(ended('failure'), sides)).toBeUndefined()
  expect(runCorrection(ended('void'), { ...sides, status: 'voided' })).toBeUndefined()
  expect(runCorrection({}, sides)).toBeUndefined()
})

test('a settlement is told without the operator’s words', () => {
  expect(withoutReason('Random won. Corrected by an operator: it was\nwrong.')).toBe('Random won. Corrected by an operator.')
  expect(withoutReason('Random won.')).toBe('Random won.')
})
