/** How a settlement may be corrected, and what is said of it. */
import { describe, expect, test } from '@jest/globals'
import type { Market } from '@agent-arena/contracts'
import { choicesOf, consequencesOf, missingChoice, warningOf, windowOf, winnersOf } from './correction.ts'

const outcome = (id: string, name = id) => ({ id, name, stake: 0, shares: '0', multiplier: null, open: false })
const settled = (kind: Market['kind'], ids: readonly string[], winners: string[]) => ({
  kind,
  outcomes: ids.map((id) => outcome(id)),
  result: { winners, text: '' },
})

describe('the choices', () => {
  test('of one run are the other outcome, and void', () =>
    expect(choicesOf(settled('success', ['success', 'failure'], ['success']))).toEqual([
      { id: 'failure', label: 'Fails' },
      { id: 'void', label: 'Void: every stake comes back' },
    ]))
  test('of a match are all that did not win alone, a tie, and void', () =>
    expect(choicesOf(settled('winner', ['sbx_a', 'sbx_b', 'nobody'], ['sbx_a'])).map(({ id }) => id)).toEqual([
      'sbx_b',
      'nobody',
      'tie',
      'void',
    ]))
  test('after a tie are all contestants', () =>
    expect(choicesOf(settled('winner', ['sbx_a', 'sbx_b', 'nobody'], ['sbx_a', 'sbx_b'])).map(({ id }) => id)).toEqual([
      'sbx_a',
      'sbx_b',
      'nobody',
      'tie',
      'void',
    ]))
})

describe('the winners', () => {
  test.each([
    ['failure', [], ['failure']],
    ['void', [], []],
    ['tie', ['sbx_a', 'sbx_b'], ['sbx_a', 'sbx_b']],
    ['tie', ['sbx_a'], undefined],
    [undefined, [], undefined],
  ])('of %s with %j are %j', (choice, tied, winners) => expect(winnersOf(choice, tied)).toEqual(winners))
  test('that are missing are asked for', () => {
    expect(missingChoice(undefined)).toBe('Choose how the market should have ended.')
    expect(missingChoice('tie')).toBe('Choose at least two that tied.')
  })
})

describe('the window', () => {
  const settledAt = '2026-03-05T12:00:00.000Z'
  const hoursLater = (hours: number) => Date.parse(settledAt) + hours * 3_600_000
  test('is open until its hours have passed', () => {
    expect(windowOf(settledAt, 24, hoursLater(24) - 1)).toMatchObject({
      isOver: false,
      text: expect.stringMatching(/^Possible until /),
    })
    expect(windowOf(settledAt, 24, hoursLater(24))).toMatchObject({ isOver: true, text: expect.stringMatching(/final since/) })
  })
})

describe('the consequences', () => {
  const payout = (paid: number) => ({
    betId: 'bet_a',
    userId: 'usr_a',
    outcome: 'success',
    stake: 50,
    payout: paid,
    kind: 'win' as const,
  })
  const market = { kind: 'success' as const }
  const settlement = { payouts: [payout(200), payout(40), payout(0)] }
  test('begin with what is taken back', () =>
    expect(consequencesOf(market, settlement, 'failure')[0]).toBe('All that was paid goes back to the pool: 2 payouts, 240 cr.'))
  test('say who bears what is spent', () => expect(consequencesOf(market, settlement, 'failure')[1]).toMatch(/the house bears/))
  test('say that void is final', () => {
    expect(consequencesOf(market, settlement, 'void').join(' ')).toMatch(/stays void/)
    expect(consequencesOf(market, settlement, 'failure').join(' ')).not.toMatch(/stays void/)
    expect(warningOf('void')).toMatch(/void is final/)
    expect(warningOf('failure')).not.toMatch(/final/)
  })
  test('say which markets stay as they are', () => {
    const lastOf = (of: Parameters<typeof consequencesOf>[0]) => consequencesOf(of, settlement, 'failure').at(-1)
    expect(lastOf({ kind: 'winner', matchId: 'mat_a' })).toMatch(/those on each contestant stay as they are/)
    expect(lastOf({ kind: 'success', matchId: 'mat_a' })).toMatch(/the others of its match stay as they are/)
    expect(lastOf(market)).not.toMatch(/Only this market/)
  })
})
