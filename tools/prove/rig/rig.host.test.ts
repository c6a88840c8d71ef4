/** A rig that cannot be opened leaves nothing of what it had opened before. */
import { rm } from 'node:fs/promises'
import { processesMatching } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { Ground } from './ground.ts'
import { openRig } from './rig.ts'

test('without its Postgres it ends the bus again', async () => {
  const ground = await Ground.open()
  ground.keeps = true
  await ground[Symbol.asyncDispose]()
  await expect(openRig({ ground, seed: 1, say: () => undefined, clients: 1 })).rejects.toThrow()
  expect(ground.atInterrupt.size).toBe(0)
  expect(processesMatching(ground.folder)).toEqual([])
  await rm(ground.folder, { recursive: true })
})
