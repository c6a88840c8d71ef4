/** What the feed tells of runs. */
import { newId, type SandboxServiceFact, type Stored } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { ended, requested, step } from '../testing/facts.ts'
import { itemId } from './new-item.ts'
import { sandboxItems } from './sandbox-items.ts'

const sandboxId = newId('sandbox')

const shown = (fact: SandboxServiceFact) => sandboxItems({ ...fact } as Stored<SandboxServiceFact>)

test('a request is the first status', () => {
  expect(shown(requested(sandboxId))).toEqual([
    { sandboxId, kind: 'status', data: { status: 'requested', text: expect.any(String) } },
  ])
})

test('a step keeps its payload and its number', () => {
  expect(shown(step(sandboxId, 7))).toEqual([{ sandboxId, kind: 'reasoning', data: { text: 'Step 7.', seq: 7 } }])
})

test('progress that an agent tells of is a claim, whatever it says of its source', () => {
  const event = { seq: 2, type: 'progress', payload: { progress: 99, source: 'referee' } } as const
  expect(shown({ type: 'AgentStepRecorded', data: { sandboxId, event } })).toEqual([
    { sandboxId, kind: 'progress', data: { progress: 99, source: 'claim', seq: 2 } },
  ])
})

test('the end is a status and a verdict with its evidence', () => {
  expect(shown(ended(sandboxId))).toEqual([
    { sandboxId, kind: 'status', data: { status: 'succeeded', text: 'All checks were met.' } },
    {
      sandboxId,
      kind: 'verdict',
      data: { status: 'succeeded', verdict: 'success', cause: 'All checks were met.', evidenceAt: '2026-11-20T12:00:00.000Z' },
    },
  ])
})

test('that its place is gone is not shown', () => {
  expect(shown({ type: 'SandboxDestroyed', data: { sandboxId, at: '' } })).toEqual([])
})

test('the identity of an item follows from its source alone', () => {
  const source = crypto.randomUUID()
  expect(itemId(source, sandboxId, 0)).toBe(itemId(source, sandboxId, 0))
  expect(itemId(source, sandboxId, 0)).not.toBe(itemId(source, sandboxId, 1))
  expect(itemId(source, sandboxId, 0)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
