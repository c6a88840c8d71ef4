/** The sandbox door: all that an agent in a sandbox may ask, with the token of that sandbox. */
import { z } from 'zod'
import { SandboxId } from '../ids.ts'
import { operation } from '../operation.ts'
import { Nothing, Progress, prose, Time } from '../values.ts'
import { AgentEvent } from './agent-event.ts'
import { Budget } from './sandbox.ts'

export const SandboxConfig = z.object({
  sandboxId: SandboxId,
  /** `url` is the entrance of a gym goal's site; an external agent gets it once its run has begun. */
  goal: z.object({ text: z.string(), url: z.string().optional() }),
  model: z.string().nullable(),
  timeLimitSeconds: z.int(),
  /** The run begins at this time at the earliest. */
  startsAt: Time,
  startedAt: Time.nullable(),
  endsAt: Time.nullable(),
  budget: Budget,
  inbox: z.string().nullable(),
  wallet: z.string().nullable(),
  egress: z.array(z.string()),
  /** What the choices of a built-in agent follow from; null for an external one. No agent is told the seed: the site follows from it. */
  chance: z.string().nullable(),
  rated: z.boolean(),
  /** How many agent events are recorded: a runner that starts again goes on from here. */
  lastSeq: z.int(),
})
export type SandboxConfig = z.infer<typeof SandboxConfig>

export const getSandboxConfig = operation({
  name: 'getSandboxConfig',
  service: 'sandbox',
  kind: 'query',
  audience: 'sandbox',
  summary: 'The goal, the limits and the addresses of one’s own sandbox.',
  input: z.strictObject({ sandboxId: SandboxId }),
  output: SandboxConfig,
  http: { method: 'GET', path: '/sandboxes/:sandboxId/config', status: 200 },
})

export const pushAgentEvents = operation({
  name: 'pushAgentEvents',
  service: 'sandbox',
  kind: 'command',
  audience: 'sandbox',
  summary: 'Records what the agent did; numbered from 1 without gaps, repeats are recognised.',
  input: z.strictObject({ sandboxId: SandboxId, events: z.array(AgentEvent).min(1).max(100) }),
  output: z.object({ accepted: z.int(), duplicates: z.int() }),
  http: { method: 'POST', path: '/sandboxes/:sandboxId/events', status: 202 },
})

export const updateProgress = operation({
  name: 'updateProgress',
  service: 'sandbox',
  kind: 'command',
  audience: 'sandbox',
  summary: 'Claims progress; where the goal has checks, the referee’s counts instead.',
  input: z.strictObject({ sandboxId: SandboxId, progress: Progress, note: prose(500).optional() }),
  output: Nothing,
  http: { method: 'PUT', path: '/sandboxes/:sandboxId/progress', status: 200 },
})

export const completeSandbox = operation({
  name: 'completeSandbox',
  service: 'sandbox',
  kind: 'command',
  audience: 'sandbox',
  summary: 'Says that the agent is done: a claim that ends the run; the referee’s last look is the verdict.',
  input: z.strictObject({ sandboxId: SandboxId, outcome: z.enum(['succeeded', 'failed']), summary: prose(2000).optional() }),
  output: Nothing,
  http: { method: 'POST', path: '/sandboxes/:sandboxId/complete', status: 202 },
})

export const doorOperations = { getSandboxConfig, pushAgentEvents, updateProgress, completeSandbox }
