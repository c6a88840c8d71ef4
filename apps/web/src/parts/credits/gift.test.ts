/** Credits for agents: when they are refused, what they buy, and who gave them. */
import { describe, expect, test } from '@jest/globals'
import type { FeedItem } from '@agent-arena/contracts'
import { boughtText, budgetText, giversOf, needsNoTokens, refusedGift, tellsOfGifts } from './gift.ts'

const budget = { tokens: 0, tokensUsed: 0, credits: 0, creditsGiven: 0 }

describe('an agent', () => {
  test('takes credits while it runs', () => expect(refusedGift({ rated: false, status: 'running' })).toBeUndefined())
  test.each([
    [true, 'running', /rated/],
    [false, 'requested', /once its run has begun/],
    [false, 'ready', /once its run has begun/],
    [false, 'suspended', /paused/],
    [false, 'awaiting-verdict', /said that it is done/],
    [false, 'succeeded', /is over/],
  ] as const)('with rated %s that is %s takes none, and says why', (rated, status, why) =>
    expect(refusedGift({ rated, status })).toMatch(why),
  )
  test('that is over without a gift needs no word about gifts', () => {
    expect(tellsOfGifts({ rated: false, status: 'failed', budget })).toBe(false)
    expect(tellsOfGifts({ rated: false, status: 'failed', budget: { ...budget, creditsGiven: 5 } })).toBe(true)
    expect(tellsOfGifts({ rated: true, status: 'running', budget })).toBe(true)
  })
  test('of the house calls no model', () => {
    expect(needsNoTokens({ model: 'house/greedy' })).toBe(true)
    expect(needsNoTokens({ model: null })).toBe(false)
  })
})

test.each([
  [1, '1 cr buys 100 tokens'],
  [25, '25 cr buy 2,500 tokens'],
])('%i at 100 tokens a credit: %s', (amount, text) => expect(boughtText(amount, 100)).toBe(text))

test('a budget is told once it holds tokens', () => {
  expect(budgetText(budget)).toBeUndefined()
  expect(budgetText({ ...budget, tokens: 2500 })).toBe('Its budget holds 2,500 tokens.')
  expect(budgetText({ ...budget, tokens: 2500, tokensUsed: 40 })).toBe('It has used 40 of its 2,500 tokens.')
})

const gift = (seq: number, data: FeedItem['data']): FeedItem => ({ seq, at: '2026-01-01T00:00:00.000Z', kind: 'credits', data })

test('givers are told with all that they gave and their last stakes, the most generous first', () => {
  const position = [{ marketId: 'mkt_a', outcome: 'success', outcomeName: 'Succeeds', stake: 10 }]
  const items = [
    gift(1, { userName: 'Ada', amount: 5 }),
    { ...gift(2, { userName: 'Ada', stake: 5 }), kind: 'bet' as const },
    gift(3, { userName: 'Bo', amount: 8 }),
    gift(4, { userName: 'Ada', amount: 25, position }),
  ]
  expect(giversOf(items)).toEqual([
    { name: 'Ada', credits: 30, stakes: ['10 cr on Succeeds'] },
    { name: 'Bo', credits: 8, stakes: [] },
  ])
})

test('a gift that went back counts no more, and who gave nothing else is no giver', () => {
  const items = [
    gift(1, { userName: 'Ada', amount: 5 }),
    gift(2, { userName: 'Bo', amount: 8 }),
    gift(3, { userName: 'Ada', amount: 4 }),
    gift(4, { userName: 'Ada', amount: 4, returned: true }),
    gift(5, { userName: 'Bo', amount: 8, returned: true }),
  ]
  expect(giversOf(items)).toEqual([{ name: 'Ada', credits: 5, stakes: [] }])
})

test('a gift with missing fields is still one', () =>
  expect(giversOf([gift(1, {})])).toEqual([{ name: 'Somebody', credits: 0, stakes: [] }]))
