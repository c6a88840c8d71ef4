/** Who gets what: the rules by example, and for all markets. */
import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { anyMarket } from '../testing/any-market.ts'
import { referenceSettlement } from '../testing/reference-settlement.ts'
import { settle, type SettlementInput } from '@agent-arena/contracts'

const FULL = 10_000

/** Bets as `[outcome, stake, weight?]`, named a, b, c … */
const market = (bets: readonly (readonly [string, number, number?])[], more: Partial<SettlementInput> = {}): SettlementInput => ({
  outcomes: ['success', 'failure'],
  bets: bets.map(([outcome, stake, weightBps = FULL], index) => {
    const name = String.fromCodePoint(97 + index)
    return { betId: name, userId: `user-${name}`, outcome, stake, weightBps }
  }),
  feeBps: 0,
  winners: ['success'],
  excluded: new Set(),
  ...more,
})

const paid = (input: SettlementInput) => settle(input).payouts.map(({ payout }) => payout)
const causes = (input: SettlementInput) => settle(input).payouts.map(({ cause }) => cause)

describe('a settlement', () => {
  test('gives each winner the stake and a part of the losing side by shares', () =>
    expect(
      paid(
        market([
          ['success', 100],
          ['success', 300],
          ['failure', 200],
        ]),
      ),
    ).toEqual([150, 450, 0]))

  test('gives an early bet more than a late one of the same stake', () =>
    expect(
      paid(
        market([
          ['success', 100, 10_000],
          ['success', 100, 5_000],
          ['failure', 90],
        ]),
      ),
    ).toEqual([160, 130, 0]))

  test('gives the spare credit to the largest remainder', () =>
    expect(
      paid(
        market([
          ['success', 1],
          ['success', 2],
          ['failure', 10],
        ]),
      ),
    ).toEqual([4, 9, 0]))

  test('gives the spare credit to the earlier bet where remainders are equal', () =>
    expect(
      paid(
        market([
          ['success', 5],
          ['success', 5],
          ['failure', 3],
        ]),
      ),
    ).toEqual([7, 6, 0]))

  test('takes the fee from the losing side only, rounded down', () => {
    const settled = settle(
      market(
        [
          ['success', 1000],
          ['failure', 99],
        ],
        { feeBps: 500 },
      ),
    )
    expect(settled).toMatchObject({ losingPool: 99, fee: 4 })
    expect(settled.payouts[0]?.payout).toBe(1095)
  })

  test('never takes so much that a winner gets less than the stake', () =>
    expect(
      paid(
        market(
          [
            ['success', 1000],
            ['failure', 1],
          ],
          { feeBps: 2000 },
        ),
      ),
    ).toEqual([1001, 0]))

  test('refunds all without a fee when nobody backed the winner', () => {
    const input = market(
      [
        ['failure', 10],
        ['failure', 5],
      ],
      { feeBps: 2000 },
    )
    expect(settle(input)).toMatchObject({ losingPool: 0, fee: 0 })
    expect([paid(input), causes(input)]).toEqual([
      [10, 5],
      ['winner-unbacked', 'winner-unbacked'],
    ])
  })

  test('refunds all when only the winner was backed', () => {
    const input = market(
      [
        ['success', 10],
        ['success', 5],
      ],
      { feeBps: 2000 },
    )
    expect([paid(input), causes(input)]).toEqual([
      [10, 5],
      ['one-sided', 'one-sided'],
    ])
  })

  test('refunds late bets in full and leaves them out of both sides', () => {
    const input = market(
      [
        ['success', 10],
        ['failure', 10],
        ['failure', 500],
        ['success', 700],
      ],
      { excluded: new Set(['c', 'd']) },
    )
    expect([paid(input), causes(input)]).toEqual([
      [20, 0, 500, 700],
      ['won', 'lost', 'too-late', 'too-late'],
    ])
  })

  test('settles a market without bets', () => expect(settle(market([]))).toEqual({ losingPool: 0, fee: 0, payouts: [] }))
})

describe('a tie', () => {
  const three = { outcomes: ['x', 'y', 'z', 'nobody'], winners: ['y', 'x'] }

  test('splits the losing side in equal whole parts, the spare credit to the earlier outcome', () =>
    expect(
      paid(
        market(
          [
            ['x', 100],
            ['y', 1],
            ['z', 11],
          ],
          three,
        ),
      ),
    ).toEqual([106, 6, 0]))

  test('leaves a tied outcome without bets out', () =>
    expect(
      paid(
        market(
          [
            ['x', 100],
            ['z', 11],
          ],
          three,
        ),
      ),
    ).toEqual([111, 0]))

  test('refunds all when only tied outcomes were backed', () =>
    expect(
      causes(
        market(
          [
            ['x', 100],
            ['y', 11],
          ],
          three,
        ),
      ),
    ).toEqual(['one-sided', 'one-sided']))
})

describe('for every market', () => {
  const forAll = (maxBets: number, numRuns: number, holds: (input: SettlementInput) => void) =>
    fc.assert(fc.property(anyMarket(maxBets), holds), { numRuns })

  test('payouts and fee are the stakes, to the credit', () =>
    forAll(60, 1000, (input) => {
      const { payouts, fee } = settle(input)
      const total = (credits: readonly number[]) => credits.reduce((sum, credit) => sum + BigInt(credit), 0n)
      expect(total(payouts.map(({ payout }) => payout)) + BigInt(fee)).toBe(total(input.bets.map(({ stake }) => stake)))
    }))

  test('no payout is below 0, no winner and no refund below the stake', () =>
    forAll(60, 1000, (input) => {
      const least = { win: (stake: number) => stake, refund: (stake: number) => stake, loss: () => 0 }
      const { payouts } = settle(input)
      expect(payouts.filter(({ kind, payout, stake }) => payout < least[kind](stake))).toEqual([])
      expect(payouts.filter(({ kind, payout, stake }) => kind !== 'win' && payout !== least[kind](stake))).toEqual([])
    }))

  test.each([
    [40, 1000],
    [500, 30],
  ])('up to %d bets are settled as the reference does it', (maxBets, numRuns) =>
    forAll(maxBets, numRuns, (input) => {
      const { outcomes: sides, feeBps, winners, excluded } = input
      const bets = input.bets.map(({ betId: id, outcome: side, weightBps: weight, stake }) => ({
        id,
        side,
        stake,
        weight,
        late: excluded.has(id),
      }))
      const reference = referenceSettlement({ sides, bets, feeBps, winners })
      const { losingPool, fee, payouts } = settle(input)
      expect([losingPool, fee]).toEqual([Number(reference.losingPool), Number(reference.fee)])
      expect(payouts.map(({ betId, payout }) => [betId, payout])).toEqual(
        bets.map(({ id }) => [id, Number(reference.paid.get(id))]),
      )
    }),
  )
})
