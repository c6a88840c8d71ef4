/** Identities of events are well-formed, differ, and sort by the time they were made. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { newUuidV7 } from './uuid-v7.ts'

test('an identity is a UUID of version 7 that tells when it was made', () => {
  const before = Date.now()
  const id = newUuidV7()
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const ms = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
  expect(ms).toBeGreaterThanOrEqual(before)
  expect(ms).toBeLessThanOrEqual(Date.now())
})

test('no two are equal', () => {
  expect(new Set(Array.from({ length: 10_000 }, newUuidV7)).size).toBe(10_000)
})

test('a later one sorts behind an earlier one', async () => {
  const earlier = newUuidV7()
  await sleep(2)
  expect(newUuidV7() > earlier).toBe(true)
})
