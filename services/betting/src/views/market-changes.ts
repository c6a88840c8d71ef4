/** What a run of events changes of markets and their outcomes, each row once: what an event sets replaces what was set before. */
import {
  lockTimeOf,
  type BetPlaced,
  type MarketFact,
  type MarketOpened,
  type MarketSettled,
  type Stored,
} from '@agent-arena/contracts'

/** Columns of a market that later events set; those that are missing stay as they are. */
interface MarketChange {
  readonly id: string
  readonly version: number
  readonly status?: string
  readonly started_at?: string
  readonly lock_at?: string
  readonly progress?: number
  readonly locked_at?: string
  readonly lock_cause?: string
  readonly lock_text?: string
  readonly result?: { readonly winners: readonly string[]; readonly text: string }
}

/** Pools are set when a market locks or settles, and grow with each bet before. */
interface OutcomeChange {
  readonly market_id: string
  readonly id: string
  readonly closed: boolean
  readonly set: { readonly stake: number; readonly shares: string } | null
  readonly stake: number
  readonly shares: bigint
}

const openedRow = ({ marketId, outcomes, openedAt, startsAt, timeLimitSeconds, ...data }: MarketOpened['data']) => ({
  id: marketId,
  kind: data.kind,
  title: data.title,
  sandbox_id: data.sandboxId,
  match_id: data.matchId,
  fee_bps: data.feeBps,
  opens_at: openedAt,
  lock_at: lockTimeOf(startsAt, timeLimitSeconds),
  outcomes,
})

const setByOf = ({ type, data }: MarketFact): Omit<MarketChange, 'id' | 'version'> => {
  switch (type) {
    case 'MarketStarted':
      return { started_at: data.startedAt, lock_at: data.lockAt }
    case 'MarketProgressed':
      return { progress: data.progress }
    case 'MarketLocked':
      return { status: 'locked', locked_at: data.lockedAt, lock_cause: data.cause, lock_text: data.text }
    case 'MarketSettled':
      return { status: 'settled', result: { winners: data.winners, text: data.text } }
    case 'MarketReversed':
      return { status: 'locked' }
    case 'MarketVoided':
      return { status: 'voided', result: { winners: [], text: data.cause } }
    case 'MarketOpened':
    case 'OutcomeClosed':
    case 'BetPlaced':
      return {}
  }
}

export class MarketChanges {
  readonly opened: ReturnType<typeof openedRow>[] = []
  private readonly markets = new Map<string, MarketChange>()
  private readonly outcomes = new Map<string, OutcomeChange>()

  constructor(events: readonly Stored<MarketFact>[]) {
    for (const event of events) this.take(event)
  }

  marketRows(): readonly MarketChange[] {
    return [...this.markets.values()]
  }

  /** Shares are sums of products, beyond what a number holds exactly: as text. */
  outcomeRows() {
    return [...this.outcomes.values()].map(({ set, shares, ...row }) => ({
      ...row,
      shares: String(shares),
      set_stake: set?.stake,
      set_shares: set?.shares,
    }))
  }

  private take(event: Stored<MarketFact>) {
    const { type, data, version } = event
    const { marketId } = data
    if (type === 'MarketOpened') this.opened.push(openedRow(data))
    if (type === 'BetPlaced') this.addBet(data)
    if (type === 'OutcomeClosed') this.change(marketId, data.outcome, () => ({ closed: true }))
    if (type === 'MarketLocked' || type === 'MarketSettled') this.setPools(marketId, data.pools)
    this.markets.set(marketId, { ...this.markets.get(marketId), ...setByOf(event), id: marketId, version })
  }

  private addBet({ marketId, outcome, stake, weightBps }: BetPlaced['data']) {
    const more = BigInt(stake) * BigInt(weightBps)
    this.change(marketId, outcome, (before) => ({ stake: before.stake + stake, shares: before.shares + more }))
  }

  private setPools(marketId: string, pools: MarketSettled['data']['pools']) {
    for (const { outcome, ...set } of pools) this.change(marketId, outcome, () => ({ set, stake: 0, shares: 0n }))
  }

  private change(marketId: string, id: string, how: (before: OutcomeChange) => Partial<OutcomeChange>) {
    const key = JSON.stringify([marketId, id])
    const none = { market_id: marketId, id, closed: false, set: null, stake: 0, shares: 0n }
    const before = this.outcomes.get(key) ?? none
    this.outcomes.set(key, { ...before, ...how(before) })
  }
}
