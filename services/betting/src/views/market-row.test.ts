/** A market as people see it at a moment. */
import { describe, expect, test } from '@jest/globals'
import { second } from '../testing/market-facts.ts'
import { marketOf, type MarketRow } from './market-row.ts'

const outcome = (id: string, stake: number) => ({ id, name: id, stake, shares: String(stake * 10_000), open: true })

/** It started at 0, locks at 80, and has 100 on either side. */
const seenAt = (seconds: number, more: Partial<MarketRow> = {}) =>
  marketOf({
    id: 'mkt_1',
    kind: 'success',
    title: 'Will “Two mugs” succeed?',
    sandbox_id: 'sbx_1',
    match_id: null,
    status: 'open',
    fee_bps: 0,
    opens_at: new Date(second(-30)),
    started_at: new Date(second(0)),
    lock_at: new Date(second(80)),
    progress: 0,
    locked_at: null,
    lock_cause: null,
    lock_text: null,
    result: null,
    version: 4,
    now: new Date(second(seconds)),
    outcomes: [outcome('success', 100), outcome('failure', 100)],
    ...more,
  })

describe('a market that runs', () => {
  test('loses weight and odds as time passes', () => {
    expect([seenAt(16).weightBps, seenAt(40).weightBps]).toEqual([9_000, 7_500])
    const [early, late] = [seenAt(16), seenAt(40)].map(({ outcomes }) => outcomes[0]?.multiplier ?? NaN) as [number, number]
    expect(late).toBeLessThan(early)
  })

  test('takes bets until its lock time, though no timer has fired', () => {
    const opens = (seconds: number) => seenAt(seconds).outcomes.map(({ open }) => open)
    expect([opens(79.999), opens(80)]).toEqual([
      [true, true],
      [false, false],
    ])
  })
})

test('a market whose run is late takes bets, whatever its lock time was thought to be', () => {
  const late = seenAt(1_000, { started_at: null })
  expect([late.startedAt, late.lockAt]).toEqual([null, second(80)])
  expect(late.outcomes.map(({ open }) => open)).toEqual([true, true])
  expect(seenAt(1).startedAt).toBe(second(0))
})

describe('a market that is locked', () => {
  const locked = { status: 'locked', locked_at: new Date(second(40)), lock_cause: 'ended', lock_text: 'It ended.' } as const

  test('keeps the weight and the odds of its lock, whenever it is looked at', () =>
    expect(seenAt(79, locked)).toEqual(seenAt(40, locked)))

  test('says why', () =>
    expect(seenAt(41, locked)).toMatchObject({ lockedAt: second(40), lockCause: 'ended', lockText: 'It ended.' }))

  test('takes no bets', () => expect(seenAt(41, locked).outcomes.map(({ open }) => open)).toEqual([false, false]))
})
