/** What the sandbox service is asked from outside by operators and spectators. */
import { z } from 'zod'
import { MatchId, SandboxId } from '../ids.ts'
import { operation } from '../operation.ts'
import { Limit, line, pageOf, prose } from '../values.ts'
import { GoalInput, Seed } from './goal.ts'
import { AgentInput, BudgetInput, Match, MatchStatus, Sandbox, SandboxStatus } from './sandbox.ts'

const TimeLimitSeconds = z.int().min(1).max(86_400)
const StartsInSeconds = z.int().min(0).max(86_400)

/** A contestant is named by its model, or by the kind of its agent. */
const Contestant = z
  .strictObject({ name: line(60), model: line(80).optional(), agent: AgentInput.optional() })
  .refine((contestant) => (contestant.model === undefined) !== (contestant.agent === undefined), {
    error: 'needs either a model or an agent',
  })

const plainName = (name: string) => name.normalize('NFKC').toLowerCase()

/** They are the outcomes of a market, beside one that is called Nobody: each needs a name of its own. */
const Contestants = z
  .array(Contestant)
  .min(2)
  .max(16)
  .superRefine((contestants, context) => {
    const taken = new Set([plainName('Nobody')])
    for (const [index, { name }] of contestants.entries()) {
      const plain = plainName(name)
      if (taken.has(plain))
        context.addIssue({ code: 'custom', path: [index, 'name'], message: 'must differ from the other outcomes' })
      taken.add(plain)
    }
  })

const SandboxWithToken = Sandbox.extend({
  /** The sandbox door's token, told once, only for external agents. */
  token: z.string().optional(),
  /** Where that agent reaches the arena; told with the token. */
  arenaUrl: z.string().optional(),
})

const pageAfter = <T extends z.ZodType>(id: T) => ({ limit: Limit, after: id.optional() })

export const createMatch = operation({
  name: 'createMatch',
  service: 'sandbox',
  kind: 'command',
  audience: 'operator',
  summary: 'Schedules a match: several agents, one goal, started together; its markets open at once.',
  input: z.strictObject({
    title: line(120),
    goal: GoalInput,
    contestants: Contestants,
    timeLimitSeconds: TimeLimitSeconds,
    startsInSeconds: StartsInSeconds.default(0),
    rated: z.boolean().default(false),
    seed: Seed.optional(),
  }),
  output: Match.extend({ sandboxes: z.array(SandboxWithToken) }),
  http: { method: 'POST', path: '/matches', status: 201 },
  idempotency: 'optional',
})

export const getMatch = operation({
  name: 'getMatch',
  service: 'sandbox',
  kind: 'query',
  audience: 'anyone',
  summary: 'A match with its sandboxes.',
  input: z.strictObject({ matchId: MatchId }),
  output: Match,
  http: { method: 'GET', path: '/matches/:matchId', status: 200 },
})

export const listMatches = operation({
  name: 'listMatches',
  service: 'sandbox',
  kind: 'query',
  audience: 'anyone',
  summary: 'Matches, newest first.',
  input: z.strictObject({ status: MatchStatus.optional(), ...pageAfter(MatchId) }),
  output: pageOf(Match),
  http: { method: 'GET', path: '/matches', status: 200 },
})

export const cancelMatch = operation({
  name: 'cancelMatch',
  service: 'sandbox',
  kind: 'command',
  audience: 'operator',
  summary: 'Cancels every run of a match that has not ended; the winner market is voided unless it was decided.',
  input: z.strictObject({ matchId: MatchId, reason: prose(500) }),
  output: Match,
  http: { method: 'POST', path: '/matches/:matchId/cancel', status: 200 },
})

export const createSandbox = operation({
  name: 'createSandbox',
  service: 'sandbox',
  kind: 'command',
  audience: 'operator',
  summary: 'Requests one sandbox outside a match; its success market opens at once.',
  input: z.strictObject({
    title: line(120),
    goal: GoalInput,
    agent: AgentInput,
    timeLimitSeconds: TimeLimitSeconds,
    startsInSeconds: StartsInSeconds.default(0),
    startTimeoutSeconds: z.int().min(1).max(3600).default(60),
    rated: z.boolean().default(false),
    seed: Seed.optional(),
    budget: BudgetInput.default({ tokens: 0, credits: 0 }),
    egress: z.array(z.string().max(253)).max(50).default([]),
  }),
  output: SandboxWithToken,
  http: { method: 'POST', path: '/sandboxes', status: 201 },
  idempotency: 'optional',
})

export const getSandbox = operation({
  name: 'getSandbox',
  service: 'sandbox',
  kind: 'query',
  audience: 'anyone',
  summary: 'A sandbox as it stands now.',
  input: z.strictObject({ sandboxId: SandboxId }),
  output: Sandbox,
  http: { method: 'GET', path: '/sandboxes/:sandboxId', status: 200 },
})

export const listSandboxes = operation({
  name: 'listSandboxes',
  service: 'sandbox',
  kind: 'query',
  audience: 'anyone',
  summary: 'Sandboxes, newest first.',
  input: z.strictObject({ status: SandboxStatus.optional(), ...pageAfter(SandboxId) }),
  output: pageOf(Sandbox),
  http: { method: 'GET', path: '/sandboxes', status: 200 },
})

export const cancelSandbox = operation({
  name: 'cancelSandbox',
  service: 'sandbox',
  kind: 'command',
  audience: 'operator',
  summary: 'Stops a sandbox; bets on it are refunded.',
  input: z.strictObject({ sandboxId: SandboxId, reason: prose(500) }),
  output: Sandbox,
  http: { method: 'POST', path: '/sandboxes/:sandboxId/cancel', status: 200 },
})

export const giveVerdict = operation({
  name: 'giveVerdict',
  service: 'sandbox',
  kind: 'command',
  audience: 'operator',
  summary: 'Decides a sandbox whose goal has no checks, once its agent has said that it is done.',
  input: z.strictObject({ sandboxId: SandboxId, verdict: z.enum(['success', 'failure']), reason: prose(500) }),
  output: Sandbox,
  http: { method: 'POST', path: '/sandboxes/:sandboxId/verdict', status: 200 },
})

export const sandboxOperations = {
  createMatch,
  getMatch,
  listMatches,
  cancelMatch,
  createSandbox,
  getSandbox,
  listSandboxes,
  cancelSandbox,
  giveVerdict,
}
