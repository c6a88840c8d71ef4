/** Every proof that does harm, with small counts: the same code that `npm run prove -- all --full` runs for the committed figures. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { harms } from './proofs/index.ts'
import { Ground } from './rig/ground.ts'

const SEED = 1
/** A machine that is busy with other tests takes its time; nothing here is measured. */
const PATIENCE_MS = 120_000

let ground: Ground

beforeAll(async () => {
  ground = await Ground.open()
}, PATIENCE_MS)

afterAll(() => ground[Symbol.asyncDispose]())

for (const { title, run } of harms)
  test(
    `${title}: nothing is lost, doubled or left behind`,
    async () => {
      const { figures, violations } = await run('small', { ground, seed: SEED, say: () => undefined })
      expect(violations).toEqual([])
      expect(figures).toMatchObject({ lost: 0, doubled: 0, gaps: 0 })
    },
    PATIENCE_MS,
  )
