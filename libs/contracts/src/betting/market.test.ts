/** What is told of a market, and of all of them. */
import { expect, test } from '@jest/globals'
import { BettingRules } from './market.ts'

const rules = {
  feeBps: 0,
  grantCredits: 500,
  tokensPerCredit: 100,
  refill: { below: 10, to: 200 },
  reversalHours: 0.5,
  verdictHours: 24,
}

test('an arena may correct outcomes for half an hour', () => expect(BettingRules.parse(rules)).toEqual(rules))
