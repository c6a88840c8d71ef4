/** How the public record of bets reads. */
import { expect, test } from '@jest/globals'
import { fateOf, fundedText } from './public-bet.ts'

test.each([
  [undefined, ''],
  [{ kind: 'loss', payout: 0 }, 'lost'],
  [{ kind: 'win', payout: 240 }, 'paid 240 cr'],
  [{ kind: 'refund', payout: 50 }, 'refunded 50 cr'],
] as const)('a bet with %j reads "%s"', (payout, text) => expect(fateOf(payout)).toBe(text))

const outcome = (id: string, name: string) => ({ id, name, stake: 0, shares: '0', multiplier: null, open: true })
const market = { outcomes: [outcome('sbx_a', 'Greedy'), outcome('nobody', 'Nobody')] }

test('who funds an agent that it bets on is marked with what it gave', () => {
  expect(fundedText({ funded: [{ sandboxId: 'sbx_a', credits: 25 }] }, market)).toBe('gave 25 cr to Greedy')
  expect(fundedText({ funded: [{ sandboxId: 'sbx_z', credits: 1 }] }, market)).toBe('gave 1 cr to this agent')
  expect(fundedText({ funded: [] }, market)).toBeUndefined()
  expect(fundedText({}, market)).toBeUndefined()
})
