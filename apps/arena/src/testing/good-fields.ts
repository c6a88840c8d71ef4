/** For every operation that takes fields, a request that would be taken: what bad ones are made of. */
import { newId } from '@agent-arena/contracts'

export type Fields = Readonly<Record<string, unknown>>

const external = { kind: 'external' }

/** Bodies and queries that would be taken, with every field that there is. */
export const goodFields: Readonly<Record<string, Fields>> = {
  startSession: { name: 'Grace' },
  createMatch: {
    title: 'A match',
    goal: {
      text: 'Say hello.',
      checks: [{ kind: 'http', url: 'http://127.0.0.1:9/', weight: 1, required: true, status: 200, jsonPath: '$.a', equals: 1 }],
      seed: 1,
    },
    contestants: [
      { name: 'a', model: 'house/greedy' },
      { name: 'b', agent: external },
    ],
    timeLimitSeconds: 60,
    startsInSeconds: 0,
    rated: false,
    seed: 1,
  },
  createSandbox: {
    title: 'A sandbox',
    goal: { gym: 'shop/two-mugs', seed: 1 },
    agent: external,
    timeLimitSeconds: 60,
    startsInSeconds: 0,
    startTimeoutSeconds: 60,
    rated: false,
    seed: 1,
    budget: { tokens: 0, credits: 0 },
    egress: ['example.org'],
  },
  cancelMatch: { reason: 'a test' },
  cancelSandbox: { reason: 'a test' },
  giveVerdict: { verdict: 'success', reason: 'a test' },
  pushAgentEvents: {
    events: [
      { seq: 2, type: 'browser_action', payload: { action: 'click', url: 'http://x/', ok: true }, at: '2026-01-01T00:00:00Z' },
    ],
  },
  updateProgress: { progress: 50, note: 'half' },
  completeSandbox: { outcome: 'succeeded', summary: 'done' },
  reverseSettlement: { winners: ['failure'], reason: 'a test' },
  giveCredits: { amount: 1 },
  quoteBet: { outcome: 'success', stake: 1 },
  placeBet: { outcome: 'success', stake: 1, minMultiplier: 1 },
  getFeed: { after: '1', limit: '5' },
  listRecent: { limit: '5' },
  getLeaderboard: {
    by: 'profit',
    window: '7d',
    matchId: newId('match'),
    guests: 'include',
    limit: '5',
  },
  listMyBets: { limit: '5', after: '1', marketId: newId('market'), status: 'open' },
  ...Object.fromEntries(['listBets', 'listMarketEvents', 'listWalletEntries'].map((name) => [name, { limit: '5', after: '1' }])),
  ...Object.fromEntries(['listMatches', 'listSandboxes'].map((name) => [name, { limit: '5', status: 'running', after: '1' }])),
}
