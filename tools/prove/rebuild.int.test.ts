/** The proof of the rebuild with small counts; `npm run prove -- rebuild` takes the full ones. */
import { testDatabase } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { proveRebuild } from './rebuild.ts'

test('a rebuild that is killed three times under load resumes, and ends with the live view’s rows and no failed read', async () => {
  const database = await testDatabase()
  const proved = await proveRebuild(database.url, { events: 4000, kills: 3 })
  expect(proved).toMatchObject({ killed: 3, failedReads: 0 })
  expect(proved.verdict).toMatchObject({ figures: { lost: 0, doubled: 0, gaps: 0 }, violations: [] })
  expect(proved.resumedAt).toBeGreaterThan(0)
  expect(proved.eventsUnderLoad).toBeGreaterThan(0)
  expect(proved.reads).toBeGreaterThan(0)
  await database.drop()
})
