/** Things that exist: a sandbox, its market, a match. */
import { newId, type Market, type Match, type MatchScheduled, type Sandbox, type SandboxStatus } from '@agent-arena/contracts'

const AT = '2026-11-20T12:00:00.000Z'

export const sampleSandbox = (status: SandboxStatus = 'running', more: Partial<Sandbox> = {}): Sandbox => ({
  id: newId('sandbox'),
  title: 'House greedy',
  status,
  progress: 0,
  progressSource: 'referee',
  goal: { text: 'Buy two red mugs.' },
  checks: [],
  model: 'house/greedy',
  agentKind: 'builtin',
  matchId: null,
  marketId: newId('market'),
  budget: { tokens: 0, tokensUsed: 0, credits: 0, creditsGiven: 0 },
  seed: 1,
  rated: false,
  timeLimitSeconds: 60,
  createdAt: AT,
  startsAt: AT,
  startedAt: AT,
  endsAt: AT,
  endedAt: null,
  ...more,
})

export const sampleMarket = (more: Partial<Market> = {}): Market => ({
  id: newId('market'),
  kind: 'success',
  title: 'Will it succeed?',
  status: 'open',
  outcomes: [
    { id: 'success', name: 'Success', stake: 0, shares: '0', multiplier: null, open: true },
    { id: 'failure', name: 'Failure', stake: 0, shares: '0', multiplier: null, open: true },
  ],
  pool: 0,
  feeBps: 0,
  weightBps: 10_000,
  opensAt: AT,
  startedAt: null,
  lockAt: AT,
  version: 1,
  ...more,
})

export const sampleMatch = (sandboxes: readonly Sandbox[], more: Partial<Match> = {}): Match => ({
  id: newId('match'),
  title: 'Greedy against random',
  goal: { text: 'Buy two red mugs.' },
  status: 'running',
  result: null,
  marketId: newId('market'),
  rated: false,
  seed: 1,
  timeLimitSeconds: 60,
  createdAt: AT,
  startsAt: AT,
  startedAt: AT,
  decidedAt: null,
  sandboxes: [...sandboxes],
  ...more,
})

export const sampleSchedule = (...names: readonly string[]): MatchScheduled => ({
  type: 'MatchScheduled',
  data: {
    matchId: newId('match'),
    marketId: newId('market'),
    title: names.join(' against '),
    goal: { text: 'Buy two red mugs.' },
    contestants: names.map((name) => ({ sandboxId: newId('sandbox'), name })),
    timeLimitSeconds: 60,
    rated: false,
    seed: 1,
    scheduledAt: AT,
    startsAt: AT,
  },
})
