/** Facts of sandbox and betting, short enough to be read in a test. */
import { newId, NOBODY, type BettingFact, type MarketFact, type SandboxServiceFact } from '@agent-arena/contracts'

const AT = '2026-11-20T12:00:00.000Z'

type FactOf<T extends BettingFact['type'] | SandboxServiceFact['type']> = Extract<BettingFact | SandboxServiceFact, { type: T }>

const markets = { success: newId('market') }

export const requested = (sandboxId: string): FactOf<'SandboxRequested'> => ({
  type: 'SandboxRequested',
  data: {
    sandboxId,
    title: 'House greedy',
    goal: { text: 'Buy two red mugs.' },
    agent: { kind: 'builtin', model: 'house/greedy' },
    markets,
    budget: { tokens: 0, credits: 0 },
    seed: 1,
    rated: false,
    egress: [],
    timeLimitSeconds: 60,
    startTimeoutSeconds: 60,
    requestedAt: AT,
    startsAt: AT,
  },
})

export const step = (sandboxId: string, seq: number): FactOf<'AgentStepRecorded'> => ({
  type: 'AgentStepRecorded',
  data: { sandboxId, event: { seq, type: 'reasoning', payload: { text: `Step ${seq}.` } } },
})

export const ended = (sandboxId: string): FactOf<'SandboxEnded'> => ({
  type: 'SandboxEnded',
  data: {
    sandboxId,
    markets,
    status: 'succeeded',
    outcome: { verdict: 'success', cause: 'All checks were met.', evidenceAt: AT },
    endedAt: AT,
  },
})

export const opened = (
  marketId: string,
  sandboxIds: readonly string[],
  kind: 'success' | 'winner' = 'success',
): FactOf<'MarketOpened'> => {
  const ids = kind === 'success' ? ['success', 'failure'] : [...sandboxIds, NOBODY]
  return {
    type: 'MarketOpened',
    data: {
      marketId,
      kind,
      title: 'Who wins?',
      sandboxIds,
      outcomes: ids.map((id) => ({ id, name: `Name of ${id}` })),
      feeBps: 0,
      timeLimitSeconds: 60,
      startsAt: AT,
      owners: [],
      openedAt: AT,
    },
  }
}

export const bet = (marketId: string, outcome: string, stake: number, weightBps = 10_000): FactOf<'BetPlaced'> => ({
  type: 'BetPlaced',
  data: { marketId, betId: newId('bet'), userId: newId('user'), userName: 'Ada', outcome, stake, weightBps, placedAt: AT },
})

/** 25 credits, from somebody who has not bet. */
export const given = (
  sandboxId: string,
  of: FactOf<'CreditsGiven'>['data']['markets'],
  userId: string,
): FactOf<'CreditsGiven'> => ({
  type: 'CreditsGiven',
  data: {
    giftId: newId('gift'),
    sandboxId,
    userId,
    userName: 'Ada',
    credits: 25,
    tokens: 2500,
    markets: of,
    position: [],
    at: AT,
  },
})

/** The final pools have only the given stake on `success`. */
export const locked = (marketId: string, stake: number): FactOf<'MarketLocked'> => ({
  type: 'MarketLocked',
  data: {
    marketId,
    cause: 'time',
    text: '80% of the time is over.',
    lockedAt: AT,
    evidenceAt: AT,
    pools: [{ outcome: 'success', stake, shares: String(stake * 10_000) }],
    excluded: [],
  },
})

export const settled = (marketId: string, winners: readonly string[]): MarketFact => ({
  type: 'MarketSettled',
  data: { marketId, winners, text: 'It succeeded.', losingPool: 0, fee: 0, pools: [], excluded: [], settledAt: AT },
})
