/** A sandbox and a match for tests, one fact at a time. */
import type {
  AgentInput,
  Check,
  MatchScheduled,
  SandboxCompletionClaimed,
  SandboxEnded,
  SandboxFact,
  SandboxReady,
  SandboxRequested,
  SandboxStarted,
} from '@agent-arena/contracts'
import { foldOf } from '@agent-arena/event-store'
import { sandboxFold, type SandboxState } from '../sandbox/sandbox.state.ts'

/** Seconds after a fixed noon. */
export const at = (seconds: number): string => new Date(Date.UTC(2026, 0, 1, 12) + seconds * 1000).toISOString()

export const shopCheck: Check = { kind: 'http', url: 'http://shop.test/proof', weight: 3, required: true }
export const bonusCheck: Check = { kind: 'http', url: 'http://shop.test/cart', weight: 1, required: false }

export const id = 'sbx_1'
export const markets = { success: 'mkt_1', winner: 'mkt_9' }

export const requested = (more: Partial<SandboxRequested['data']> & { agent?: AgentInput } = {}): SandboxRequested => ({
  type: 'SandboxRequested',
  data: {
    sandboxId: id,
    title: 'Greedy',
    goal: { text: 'Buy mugs', checks: [shopCheck, bonusCheck] },
    agent: { kind: 'builtin', model: 'house/greedy' },
    markets,
    budget: { tokens: 0, credits: 0 },
    seed: 1,
    rated: false,
    egress: [],
    timeLimitSeconds: 60,
    startTimeoutSeconds: 30,
    requestedAt: at(0),
    startsAt: at(10),
    ...more,
  },
})

export const provisioning: SandboxFact = { type: 'SandboxProvisioning', data: { sandboxId: id, at: at(1) } }
export const ready: SandboxReady = { type: 'SandboxReady', data: { sandboxId: id, at: at(2) } }
export const started: SandboxStarted = {
  type: 'SandboxStarted',
  data: { sandboxId: id, markets, startedAt: at(10), endsAt: at(70), timeLimitSeconds: 60 },
}
export const claimed = (awaitsVerdict = false, outcome: 'succeeded' | 'failed' = 'succeeded'): SandboxCompletionClaimed => ({
  type: 'SandboxCompletionClaimed',
  data: { sandboxId: id, markets, outcome, awaitsVerdict, at: at(30) },
})
export const ended = (status: SandboxEnded['data']['status'], evidenceAt = at(40), cause = 'A cause.'): SandboxEnded => {
  const verdict = status === 'succeeded' ? 'success' : status === 'failed' || status === 'timed-out' ? 'failure' : 'void'
  return {
    type: 'SandboxEnded',
    data: { sandboxId: id, markets, status, outcome: { verdict, cause, evidenceAt }, endedAt: at(41) },
  }
}
export const destroyed: SandboxFact = { type: 'SandboxDestroyed', data: { sandboxId: id, at: at(50) } }

export const external = { agent: { kind: 'external' } } as const
export const withoutChecks = { goal: { text: 'Be kind' } } as const

export const stateAfter = (...facts: readonly SandboxFact[]): SandboxState => foldOf(sandboxFold, facts)

export const scheduled: MatchScheduled = {
  type: 'MatchScheduled',
  data: {
    matchId: 'mat_1',
    title: 'Mugs',
    goal: { text: 'Buy mugs' },
    marketId: 'mkt_9',
    contestants: [
      { sandboxId: 'sbx_1', name: 'Greedy' },
      { sandboxId: 'sbx_2', name: 'Random' },
    ],
    timeLimitSeconds: 60,
    rated: false,
    seed: 1,
    scheduledAt: at(0),
    startsAt: at(10),
  },
}
