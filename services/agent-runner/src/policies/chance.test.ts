/** Chance that repeats. */
import * as fc from 'fast-check'
import { expect, test } from '@jest/globals'
import { chanceFrom } from './chance.ts'

test('gives the same numbers for the same secret', () => {
  fc.assert(
    fc.property(fc.string(), (secret) => {
      const [one, other] = [chanceFrom(secret), chanceFrom(secret)]
      for (let draw = 0; draw < 10; draw++) expect(one.next()).toBe(other.next())
    }),
  )
})

// As openssl has it: the key stream of AES-256-CTR under the SHA-256 of the secret.
test('gives the same numbers on every machine', () => {
  const { whole } = chanceFrom('dfaf05584ea2ad9f')
  expect([whole(0, 999), whole(0, 999), whole(0, 999)]).toEqual([769, 796, 508])
})

test('stays within its bounds', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (secret, low, width) => {
      const drawn = chanceFrom(secret).whole(low, low + width)
      expect(drawn).toBeGreaterThanOrEqual(low)
      expect(drawn).toBeLessThanOrEqual(low + width)
    }),
  )
})

test('picks nothing only from nothing', () => {
  expect(chanceFrom('1').pick([])).toBeUndefined()
  expect(['a', 'b']).toContain(chanceFrom('1').pick(['a', 'b']))
})
