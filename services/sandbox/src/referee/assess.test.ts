/** From findings to progress, success and the time of the evidence. */
import type { Check } from '@agent-arena/contracts'
import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { at, bonusCheck, shopCheck } from '../testing/facts.ts'
import { assess, noteUnmet } from './assess.ts'

const checks = [shopCheck, bonusCheck]
const never = { unmetAt: [], since: at(10) }
const seen = (...seconds: readonly number[]) => ({ unmetAt: seconds.map(at), since: at(10) })
const look = (...findings: Parameters<typeof assess>[1]['findings']) => ({ at: at(20), findings })

describe('an assessment', () => {
  test('weighs what is met', () => expect(assess(checks, look({ met: false }, { met: true }), never).progress).toBe(25))

  test('is a success when all required checks are true in one look, whatever the others say', () => {
    expect(assess(checks, look({ met: true }, { met: false }), never)).toMatchObject({ success: true, progress: 75 })
    expect(assess(checks, look({ met: false }, { met: true }), never).success).toBe(false)
  })

  test('is never a success without a required check', () =>
    expect(assess([bonusCheck], look({ met: true }), never).success).toBe(false))

  test('takes the site’s own record only as far as the looks bear it out, because its clock is not ours', () => {
    const recorded = (seconds: number, before = seen(15)) =>
      assess([shopCheck], look({ met: true, recordedAt: at(seconds) }), before).successAt
    expect(recorded(17)).toBe(at(17))
    expect(recorded(14)).toBe(at(15))
    expect(recorded(3000)).toBe(at(20))
    expect(recorded(12, seen(5))).toBe(at(12))
    expect(recorded(7, seen(5))).toBe(at(10))
    expect(recorded(7, never)).toBe(at(7))
  })

  test('takes the site’s own record as the time of the evidence', () =>
    expect(assess(checks, look({ met: true, recordedAt: at(17) }, { met: false }), seen(15, 15)).successAt).toBe(at(17)))

  test('takes the last look that did not show it, where the site keeps no record', () =>
    expect(assess(checks, look({ met: true }, { met: false }), seen(15, 19)).successAt).toBe(at(15)))

  test('of several required checks takes the latest', () => {
    const both: Check[] = [shopCheck, { ...bonusCheck, required: true }]
    expect(assess(both, look({ met: true, recordedAt: at(12) }, { met: true, recordedAt: at(14) }), never).successAt).toBe(at(14))
  })

  test('names the required checks at which nobody could look', () =>
    expect(assess(checks, look({ met: false, error: 'no answer' }, { met: false, error: 'neither' }), never).blind).toEqual([
      'no answer',
    ]))

  test('gives whole percents from 0 to 100 for any weights', () => {
    const any = fc.array(fc.record({ weight: fc.double({ min: 0.001, max: 1000, noNaN: true }), met: fc.boolean() }), {
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(any, (items) => {
        const { progress } = assess(
          items.map(({ weight }) => ({ ...shopCheck, weight })),
          look(...items.map(({ met }) => ({ met }))),
          never,
        )
        expect(Number.isInteger(progress) && progress >= 0 && progress <= 100).toBe(true)
        if (items.every(({ met }) => met)) expect(progress).toBe(100)
      }),
    )
  })
})

test('a check that is met, or could not be looked at, keeps the time when it was last seen unmet', () =>
  expect(noteUnmet(look({ met: true }, { met: false }, { met: false, error: 'x' }), [at(5), at(5), at(5)])).toEqual([
    at(5),
    at(20),
    at(5),
  ]))
