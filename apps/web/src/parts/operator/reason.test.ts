/** What becomes of a reason as it was typed. */
import { expect, test } from '@jest/globals'
import { reverseSettlement } from '@agent-arena/contracts'
import { reasonOf } from './reason.ts'

test('a reason in several lines is one that the arena takes', () => {
  const reason = reasonOf('\n  The check was wrong:\r\n\n\tit looked at another cart. ')
  expect(reason).toBe('The check was wrong: it looked at another cart.')
  expect(reverseSettlement.input.shape.reason.parse(reason)).toBe(reason)
})

test('nothing but spaces is no reason', () => expect(reasonOf(' \n\t ')).toBe(''))
