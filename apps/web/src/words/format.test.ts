/** Numbers and times as spectators read them. */
import { describe, expect, test } from '@jest/globals'
import {
  ago,
  clock,
  credits,
  dayAndTime,
  duration,
  multiplier,
  percent,
  percents,
  plural,
  remainingMs,
  signedCredits,
  weight,
} from './format.ts'

describe('credits', () => {
  test('are grouped and carry their unit', () => expect(credits(1240)).toBe('1,240 cr'))
  test('show a real minus', () => expect(credits(-40)).toBe('−40 cr'))
  test('show a plus where credits came in', () => expect(signedCredits(40)).toBe('+40 cr'))
  test('show no sign for nothing', () => expect(signedCredits(0)).toBe('0 cr'))
})

describe('a multiplier', () => {
  test('has two decimals below ten', () => expect(multiplier(1.84)).toBe('×1.84'))
  test('is rounded down', () => expect(multiplier(1.849)).toBe('×1.84'))
  test('is not lowered by binary fractions', () => expect(multiplier(1.15)).toBe('×1.15'))
  test('has one decimal below a hundred', () => expect(multiplier(23.47)).toBe('×23.4'))
  test('is whole and grouped above', () => expect(multiplier(12_345.6)).toBe('×12,345'))
  test.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('of %s is a dash', (value) =>
    expect(multiplier(value)).toBe('–'),
  )
})

describe('a clock', () => {
  test('shows minutes and seconds', () => expect(clock(245_000)).toBe('04:05'))
  test('counts a begun second as whole, so that it ends at zero', () => expect(clock(1)).toBe('00:01'))
  test('shows hours where there are any', () => expect(clock(3_661_000)).toBe('1:01:01'))
  test('never falls below zero', () => expect(clock(-5000)).toBe('00:00'))
})

describe('the time that remains', () => {
  const now = Date.parse('2026-01-01T00:00:00.000Z')
  test('is counted from the given now', () => expect(remainingMs('2026-01-01T00:01:00.000Z', now)).toBe(60_000))
  test('is nothing once the time has passed', () => expect(remainingMs('2025-12-31T23:59:00.000Z', now)).toBe(0))
  test('is nothing for a time that is not known', () => expect(remainingMs(null, now)).toBe(0))
})

describe('how long ago', () => {
  const now = Date.parse('2026-01-02T00:00:00.000Z')
  test.each([
    ['2026-01-01T23:59:40.000Z', 'just now'],
    ['2026-01-01T23:56:00.000Z', '4 min ago'],
    ['2026-01-01T21:00:00.000Z', '3 h ago'],
    ['2025-11-20T12:00:00.000Z', '20 Nov'],
    ['nonsense', ''],
  ])('%s reads as "%s"', (at, text) => expect(ago(at, now)).toBe(text))
})

test('a day has its time, and what is no time is a dash', () => {
  expect(dayAndTime('2026-03-05T12:00:00.000Z')).toMatch(/^[456] Mar, \d\d:\d\d$/)
  expect(dayAndTime('nonsense')).toBe('–')
})

test('progress and weight are whole percents, rounded down', () => {
  expect(percent(66.9)).toBe('66%')
  expect(weight(8750)).toBe('87%')
})

describe('shares of a whole', () => {
  test('add up to 100', () => expect(percents([1, 1, 1])).toEqual(['34%', '33%', '33%']))
  test('give what is left to the largest remainder', () => expect(percents([10, 56, 34.9])).toEqual(['10%', '55%', '35%']))
  test('are nothing of nothing', () => expect(percents([0, 0])).toEqual(['0%', '0%']))
})

test('counts agree with their noun', () => {
  expect(plural(1, 'bet')).toBe('1 bet')
  expect(plural(2, 'bet')).toBe('2 bets')
  expect(plural(2, 'entry', 'entries')).toBe('2 entries')
})

test.each([
  [900, '15 minutes'],
  [90, '1 minute 30 seconds'],
  [45, '45 seconds'],
])('%d seconds are %s', (seconds, words) => expect(duration(seconds)).toBe(words))
