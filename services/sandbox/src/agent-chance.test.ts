/** What agents are told for their chance. */
import { expect, test } from '@jest/globals'
import { agentChance } from './agent-chance.ts'

const greedy = { id: 'sbx_1', agentKind: 'builtin', seed: 7 } as const

// As Python's hashlib has it: scrypt of the seed, salted with the id.
test('follows from the seed and the id of the sandbox, in a way that costs', async () =>
  expect(await agentChance(greedy)).toBe('dfaf05584ea2ad9f081a1d2e6227ef8875c3d951d074baff6f500c587dff6bfb'))

test('is another one for each agent of a match', async () =>
  expect(await agentChance({ ...greedy, id: 'sbx_2' })).not.toBe(await agentChance(greedy)))

test('is nothing for an external agent', async () => expect(await agentChance({ ...greedy, agentKind: 'external' })).toBeNull())
