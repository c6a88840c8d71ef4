/** Quotes: what a stake would return, at best and at worst, and that a bet is judged in the same way. */
import { describe, expect, test } from '@jest/globals'
import type { MarketFact } from '@agent-arena/contracts'
import * as is from '../testing/market-facts.ts'
import { marketFold } from './market.state.ts'
import { quoteOf } from './quote.ts'

const { marketId, second } = is

const marketAfter = (...facts: readonly MarketFact[]) =>
  facts.reduce((state, fact) => marketFold.evolve(state, fact), marketFold.initialState)

const quote = (facts: readonly MarketFact[], stake: number, seconds: number) =>
  quoteOf({ marketId, outcome: 'success', stake }, marketAfter(...facts), second(seconds))

describe('a quote', () => {
  test('of an empty market has no multiplier yet, and gives the stake back', () =>
    expect(quote([is.opened()], 10, -5)).toEqual({
      multiplierNow: null,
      multiplierAfter: 1,
      multiplierWorst: 1,
      weightBps: 10_000,
      fee: 0,
    }))

  test('tells what the stake itself takes from the multiplier, and the fee', () => {
    const facts = [is.opened({ feeBps: 1000 }), is.placed('a', 'success', 99, -300), is.placed('b', 'failure', 100, -300)]
    expect(quote(facts, 81, -5)).toMatchObject({ multiplierNow: 1.9, multiplierAfter: 1.5, fee: 10 })
  })

  test('lets at worst the last minute’s flow onto the same outcome go on until the lock', () => {
    const facts = [
      is.opened(),
      is.started,
      is.placed('a', 'failure', 100, -9),
      is.placed('b', 'success', 30, -1),
      is.placed('c', 'success', 30, 19),
    ]
    const { weightBps, multiplierAfter, multiplierWorst } = quote(facts, 40, 20)
    expect(weightBps).toBe(8_750)
    const shares = 60 * 10_000
    expect(multiplierAfter).toBe(1 + (100 * 8_750) / (shares + 40 * 8_750))
    expect(multiplierWorst).toBe(1 + (100 * 8_750) / (shares + (40 + 60) * 8_750))
  })

  test('looks back no further than a minute', () => {
    const facts = [is.opened(), is.placed('a', 'success', 30, -62), is.placed('b', 'failure', 100, -61)]
    const { multiplierAfter, multiplierWorst } = quote(facts, 40, -1)
    expect(multiplierWorst).toBe(multiplierAfter)
  })

  test('is refused where the bet would be', () => {
    const closed = [is.opened(is.threeContestants), is.closed('x')]
    const refusals = [
      () => quote([], 1, 0),
      () => quote([is.opened(), is.started], 1, 80),
      () => quote(closed, 1, 0),
      () => quoteOf({ marketId, outcome: 'x', stake: 1 }, marketAfter(...closed), second(0)),
    ]
    const reasons = ['not-found', 'market-locked', 'unknown-outcome', 'outcome-closed']
    for (const [index, refused] of refusals.entries())
      expect(refused).toThrow(expect.objectContaining({ reason: reasons[index] }))
  })
})
