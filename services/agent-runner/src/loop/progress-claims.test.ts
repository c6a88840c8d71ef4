/** What the arena hears of the agent's own view of its progress, and what the operator hears when that fails. */
import { Rejection } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { progressClaims } from './progress-claims.ts'

/** The claims that were told and the warnings, when each one fails as given. */
const claim = async (steps: readonly number[], fault?: Error) => {
  const told: number[] = []
  const warnings: string[] = []
  const tell = async (progress: number) => {
    told.push(progress)
    if (fault) throw fault
  }
  const onProgress = progressClaims(tell, (message) => warnings.push(message))
  for (const step of steps) {
    onProgress(step, 'On my way.')
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { told, warnings }
}

test('tells steps of five percent and more, and none back', async () => {
  expect((await claim([10, 12, 15, 5, 40])).told).toEqual([10, 15, 40])
})

test('warns of a claim that could not be told, and goes on', async () => {
  const { told, warnings } = await claim([10, 20], new Rejection('unavailable', { detail: 'Not now.' }))
  expect(told).toEqual([10, 20])
  expect(warnings).toEqual(['Progress could not be told: Not now.', 'Progress could not be told: Not now.'])
})

test.each([
  new Rejection('sandbox-ended', { detail: 'The sandbox has ended: it is succeeded.' }),
  new Rejection('sandbox-ended'),
])('says nothing when the sandbox has ended: %s', async (ended) => {
  expect((await claim([10], ended)).warnings).toEqual([])
})
