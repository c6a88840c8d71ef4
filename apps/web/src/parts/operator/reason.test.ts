/** What becomes of a reason as it was typed. */
import { expect, test } from '@jest/globals'
import { reverseSettlement } from '@agent-arena/contracts'
import { reasonOf, reasonProblem, roomText } from './reason.ts'

test('a reason in several lines is one that the arena takes', () => {
  const reason = reasonOf('\n  The check was wrong:\r\n\n\tit looked at another cart. ')
  expect(reason).toBe('The check was wrong: it looked at another cart.')
  expect(reverseSettlement.input.shape.reason.parse(reason)).toBe(reason)
})

test('nothing but spaces is no reason', () => expect(reasonOf(' \n\t ')).toBe(''))

test('a reason that is missing or too long says so', () => {
  expect(reasonProblem('', 300)).toMatch(/^Say why/)
  expect(reasonProblem('x'.repeat(300), 300)).toBeUndefined()
  expect(reasonProblem('x'.repeat(312), 300)).toBe('A reason has at most 300 characters: this one is 12 too long.')
})

test('the room that is left is told near the limit', () => {
  expect(roomText('x'.repeat(239), 300)).toBeUndefined()
  expect(roomText('x'.repeat(240), 300)).toBe('60 characters left')
  expect(roomText('x'.repeat(299), 300)).toBe('1 character left')
  expect(roomText('x'.repeat(301), 300)).toBeUndefined()
})
