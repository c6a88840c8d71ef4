/** From the rows of a market to the market that people see, as of a moment. */
import {
  isPastLock,
  multiplierOf,
  weightAt,
  type LockCause,
  type Market,
  type MarketKind,
  type MarketStatus,
} from '@agent-arena/contracts'

export interface MarketRow {
  readonly id: string
  readonly kind: MarketKind
  readonly title: string
  readonly sandbox_id: string | null
  readonly match_id: string | null
  readonly status: MarketStatus
  readonly fee_bps: number
  readonly opens_at: Date
  readonly started_at: Date | null
  readonly lock_at: Date
  readonly progress: number
  readonly locked_at: Date | null
  readonly lock_cause: LockCause | null
  readonly lock_text: string | null
  readonly result: { readonly winners: string[]; readonly text: string } | null
  readonly version: number
  /** The database's clock. */
  readonly now: Date
  readonly outcomes: readonly {
    readonly id: string
    readonly name: string
    readonly stake: number
    readonly shares: string
    readonly open: boolean
  }[]
}

/** A locked market keeps the weight of its lock, so that the last odds stand still. */
const clockOf = (row: MarketRow) => ({
  startedAt: row.started_at?.toISOString() ?? null,
  lockAt: row.lock_at.toISOString(),
  progress: row.progress,
  at: (row.locked_at ?? row.now).toISOString(),
})

export const marketOf = (row: MarketRow): Market => {
  const { at, ...clock } = clockOf(row)
  const weightBps = weightAt(clock, at)
  const takesBets = row.status === 'open' && !isPastLock(clock, at)
  const pools = { feeBps: row.fee_bps, outcomes: row.outcomes }
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    ...(row.sandbox_id !== null && { sandboxId: row.sandbox_id }),
    ...(row.match_id !== null && { matchId: row.match_id }),
    status: row.status,
    outcomes: row.outcomes.map((outcome) => ({
      ...outcome,
      multiplier: multiplierOf(pools, outcome.id, weightBps),
      open: takesBets && outcome.open,
    })),
    pool: row.outcomes.reduce((sum, { stake }) => sum + stake, 0),
    feeBps: row.fee_bps,
    weightBps,
    opensAt: row.opens_at.toISOString(),
    startedAt: clock.startedAt,
    lockAt: clock.lockAt,
    ...(row.locked_at !== null && { lockedAt: row.locked_at.toISOString() }),
    ...(row.lock_cause !== null && { lockCause: row.lock_cause }),
    ...(row.lock_text !== null && { lockText: row.lock_text }),
    ...(row.result !== null && { result: row.result }),
    version: row.version,
  }
}
