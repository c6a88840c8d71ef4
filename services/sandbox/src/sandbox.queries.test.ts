/** What an agent is told of its run. */
import type { Sandbox } from '@agent-arena/contracts'
import { MemoryEventLog } from '@agent-arena/event-store'
import { expect, test } from '@jest/globals'
import { agentChance } from './agent-chance.ts'
import { configOf } from './sandbox.queries.ts'
import { external, requested } from './testing/facts.ts'
import { evolveSandboxDoc } from './views/sandbox-doc.ts'

const SEED = 4711
const goal = { text: 'Find the fact.', gym: 'wiki/find-fact', seed: SEED }

const told = async (more: Parameters<typeof requested>[0] = {}) => {
  const doc = evolveSandboxDoc(undefined, requested({ ...more, goal, seed: SEED })) as Sandbox
  return { doc, config: await configOf(doc, { log: new MemoryEventLog(), gym: null }) }
}

test('a built-in agent is told its own chance', async () => {
  const { doc, config } = await told()
  expect(config.chance).toBe(await agentChance(doc))
})

test('an external agent is told none', async () => expect((await told(external)).config.chance).toBeNull())

test('no agent is told the seed', async () => {
  for (const more of [{}, external]) expect(JSON.stringify((await told(more)).config)).not.toContain(String(SEED))
})
