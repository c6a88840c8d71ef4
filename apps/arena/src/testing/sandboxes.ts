/** Sandboxes of external agents in an arena under test, and their door. */
import { expect } from '@jest/globals'
import type { ArenaClient, AgentEventInput, Sandbox, SandboxStatus } from '@agent-arena/contracts'
import { eventually } from '@agent-arena/testing'
import type { ArenaUnderTest } from './start-arena.ts'

type CreateInput = Parameters<ArenaClient['createSandbox']>[0]

/** A sandbox whose agent is the test. */
export interface Door {
  readonly sandbox: Sandbox
  readonly sandboxId: string
  readonly marketId: string
  readonly token: string
  /** Where an external agent is told to reach the arena. */
  readonly arenaUrl: string
  readonly client: ArenaClient
  tell(...events: readonly AgentEventInput[]): ReturnType<ArenaClient['pushAgentEvents']>
}

export const thought = (seq: number, text = `thought ${seq}`) => ({ seq, type: 'reasoning', payload: { text } }) as const

/** The run outlasts the test, however busy the machine is. */
export const openDoor = async (arena: ArenaUnderTest, more: Partial<CreateInput> = {}): Promise<Door> => {
  const { token, arenaUrl, ...sandbox } = await arena.operator.createSandbox({
    title: 'An agent of its owner’s',
    goal: { text: 'Do what was asked.' },
    agent: { kind: 'external' },
    timeLimitSeconds: 600,
    startTimeoutSeconds: 600,
    ...more,
  })
  if (token === undefined || arenaUrl === undefined) throw new Error('The answer to the operator holds no token.')
  const client = arena.as(token)
  const { id: sandboxId, marketId } = sandbox
  return {
    sandbox,
    sandboxId,
    marketId,
    token,
    arenaUrl,
    client,
    tell: (...events) => client.pushAgentEvents({ sandboxId, events: [...events] }),
  }
}

/** Waits until the sandbox has this status, and gives it as it stands then. */
export const untilSandbox = (
  arena: ArenaUnderTest,
  sandboxId: string,
  status: SandboxStatus,
  timeoutMs = 15_000,
): Promise<Sandbox> =>
  eventually(
    async () => {
      const sandbox = await arena.as().getSandbox({ sandboxId })
      expect(sandbox).toMatchObject({ status })
      return sandbox
    },
    { timeoutMs, everyMs: 50 },
  )

export const untilMarket = (
  arena: ArenaUnderTest,
  marketId: string,
  status: 'locked' | 'settled' | 'voided',
  timeoutMs = 15_000,
) =>
  eventually(
    async () => {
      const market = await arena.as().getMarket({ marketId })
      expect(market).toMatchObject({ status })
      return market
    },
    { timeoutMs, everyMs: 50 },
  )

/** Waits for the payouts too, which follow the settlement. */
export const untilBalance = (balance: () => Promise<number>, credits: number) =>
  eventually(async () => expect(await balance()).toBe(credits), { timeoutMs: 10_000, everyMs: 50 })
