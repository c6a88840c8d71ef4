/** Random commands on a real log, from two processes at once, with repeats and with stops in the middle. */
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { modelProof } from './testing/model-proof.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('every invariant holds through any play, and in the end everybody has what the record says', async () => {
  const seed = Math.trunc(Math.random() * 1_000_000)
  const stage = { seed, ground: { database: async () => database.url }, say: () => undefined }
  const { figures, violations } = await modelProof.run(modelProof.small, stage)
  expect(violations).toEqual([])
  expect(figures).toMatchObject(modelProof.small)
  for (const kind of ['payouts', 'ties', 'corrections', 'bets that were left out', 'outcomes that closed alone'])
    expect([kind, figures[kind]]).toEqual([kind, expect.any(Number)])
})
