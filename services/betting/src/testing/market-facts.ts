/** Facts and commands of one market, at seconds from its start, for given/when/then. */
import type {
  BetPlaced,
  LockCause,
  MarketLocked,
  MarketOpened,
  MarketProgressed,
  MarketSettled,
  MarketStarted,
  OutcomeClosed,
} from '@agent-arena/contracts'
import type { PlaceBet } from '../market/place-bet.ts'
import type { SettleMarket } from '../market/settle-market.ts'

export const marketId = 'mkt_1'

/** The run starts at 0, may take 100 seconds, and its market locks at 80. */
export const second = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000).toISOString()

const opening = {
  marketId,
  kind: 'success',
  title: 'Will “Two mugs” succeed?',
  sandboxId: 'sbx_1',
  sandboxIds: ['sbx_1'],
  outcomes: [
    { id: 'success', name: 'Succeeds' },
    { id: 'failure', name: 'Fails' },
  ],
  feeBps: 0,
  owners: [],
  timeLimitSeconds: 100,
  startsAt: second(0),
} as const

export const open = (more: Partial<MarketOpened['data']> = {}) =>
  ({ type: 'OpenMarket', data: { ...opening, ...more }, at: second(-30) }) as const

export const opened = (more: Partial<MarketOpened['data']> = {}): MarketOpened => ({
  type: 'MarketOpened',
  data: { ...opening, ...more, openedAt: second(-30) },
})

export const threeContestants: Partial<MarketOpened['data']> = {
  kind: 'winner',
  title: 'Who wins “Mugs”?',
  outcomes: [
    { id: 'x', name: 'Greedy' },
    { id: 'y', name: 'Planner' },
    { id: 'nobody', name: 'Nobody' },
  ],
}

export const start = {
  type: 'StartMarket',
  data: { marketId, startedAt: second(0), timeLimitSeconds: 100 },
  at: second(0),
} as const

export const started: MarketStarted = { type: 'MarketStarted', data: { marketId, startedAt: second(0), lockAt: second(80) } }

export const progress = (progress: number, seconds: number, evidence = seconds) =>
  ({ type: 'NoteProgress', data: { marketId, progress, evidenceAt: second(evidence) }, at: second(seconds) }) as const

export const progressed = (progress: number, seconds: number): MarketProgressed => ({
  type: 'MarketProgressed',
  data: { marketId, progress, at: second(seconds) },
})

export const close = (outcome: string) => ({ type: 'CloseOutcome', data: { marketId, outcome }, at: second(50) }) as const

export const closed = (outcome: string): OutcomeClosed => ({ type: 'OutcomeClosed', data: { marketId, outcome, at: second(50) } })

const betOf = (betId: string, outcome: string, stake: number) => ({
  marketId,
  betId,
  userId: 'usr_1',
  userName: 'Ada',
  outcome,
  stake,
})

export const bet = (outcome: string, stake: number, seconds: number, minMultiplier?: number): PlaceBet => ({
  type: 'PlaceBet',
  data: { ...betOf('bet_new', outcome, stake), ...(minMultiplier !== undefined && { minMultiplier }) },
  at: second(seconds),
})

export const placed = (betId: string, outcome: string, stake: number, seconds: number, weightBps = 10_000): BetPlaced => ({
  type: 'BetPlaced',
  data: { ...betOf(betId, outcome, stake), weightBps, placedAt: second(seconds) },
})

interface Told {
  readonly cause: LockCause
  readonly text?: string
  readonly lockedAt: number
  readonly evidenceAt: number
}

type Pool = MarketLocked['data']['pools'][number]

export const pool = (outcome: string, stake: number, shares = stake * 10_000): Pool => ({
  outcome,
  stake,
  shares: String(shares),
})

const texts = {
  time: '80% of the time is over.',
  progress: 'The progress reached 90%.',
  ended: 'The run has ended.',
  voided: '',
}

export const locked = (
  { cause, text = texts[cause], lockedAt, evidenceAt }: Told,
  pools: readonly Pool[],
  excluded: readonly string[] = [],
): MarketLocked => ({
  type: 'MarketLocked',
  data: { marketId, cause, text, lockedAt: second(lockedAt), evidenceAt: second(evidenceAt), pools, excluded },
})

export const settleAs = (winners: readonly string[], seconds: number, evidence = seconds): SettleMarket => ({
  type: 'SettleMarket',
  data: { marketId, winners, evidenceAt: second(evidence) },
  at: second(seconds),
})

export const settled = (
  more: Partial<MarketSettled['data']> & Pick<MarketSettled['data'], 'winners' | 'text' | 'pools'>,
): MarketSettled => ({
  type: 'MarketSettled',
  data: { marketId, losingPool: 0, fee: 0, excluded: [], settledAt: second(90), ...more },
})
