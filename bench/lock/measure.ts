/** How long after its cause a lock is seen by a reader of the market's live stream, with the final odds, while others bet. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient, isRejection, type ArenaClient, type Market, type MarketLocked } from '@agent-arena/contracts'
import { ended, newRun, progressed, requested, started, type Run } from '../../services/betting/src/testing/runs.ts'
import { quantile } from '../report.ts'
import { withPrograms, type Programs } from '../with-programs.ts'
import { HouseProcess } from './house-process.ts'
import { watchMarket } from './reader.ts'

/** By what a market locks, as the market says it. */
export const causes = ['ended', 'progress', 'time'] as const
export type Cause = (typeof causes)[number]

export interface Latency {
  readonly cause: Cause
  readonly locks: number
  /** From the cause to the lock in the log, and from there to the reader. */
  readonly writtenP50Ms: number
  readonly toldP50Ms: number
  readonly writtenP95Ms: number
  readonly toldP95Ms: number
  /** Of the whole way. */
  readonly p50Ms: number
  readonly p95Ms: number
  readonly maxMs: number
  /** Locks that were told first with other pools than those of the lock's own event. */
  readonly otherOdds: number
}

export interface LockOptions {
  readonly databaseUrl: string
  /** Of each cause. */
  readonly locks: number
  readonly betsPerSecond: number
}

export interface Measured {
  readonly latencies: readonly Latency[]
  readonly betsPerSecond: number
}

const BETTORS = 32
/** A new market opens every so often. */
const EVERY_MS = 200
/** It takes bets for so long. */
const OPEN_MS = 2000
/** A market locks by time after 80 % of its limit. */
const SHORT_SECONDS = OPEN_MS / 800
const LONG_SECONDS = 80_000

interface Seen {
  readonly cause: Cause
  /** From the cause to the lock in the log. */
  readonly writtenMs: number
  /** From there to the reader. */
  readonly toldMs: number
  readonly isFinal: boolean
}

/** The market locked meanwhile, or the server closed an idle connection as the bet was on its way, as a busy machine makes it happen. */
const isHarmless = (error: unknown) =>
  isRejection(error) ? error.reason === 'market-locked' : error instanceof TypeError && error.message === 'fetch failed'

/** Clients that bet at a steady rate on whatever is open; a bet that comes too late is refused and counts nothing. */
class Bettors {
  readonly open = new Set<string>()
  taken = 0
  private readonly clients: readonly ArenaClient[]
  private turn = 0

  private constructor(clients: readonly ArenaClient[]) {
    this.clients = clients
  }

  static async join(url: string): Promise<Bettors> {
    const sessions = await Promise.all(
      Array.from({ length: BETTORS }, (_, index) => createClient({ url }).startSession({ name: `Bettor ${index}` })),
    )
    return new Bettors(sessions.map(({ token }) => createClient({ url, token: () => token })))
  }

  /** Until the measurement is over. */
  start(perSecond: number, { fail, signal }: Programs): void {
    const timer = setInterval(() => void this.bet().catch(fail), 1000 / perSecond)
    signal.addEventListener('abort', () => clearInterval(timer), { once: true })
  }

  private async bet(): Promise<void> {
    const turn = this.turn++
    const markets = [...this.open]
    const [marketId, client] = [markets[turn % markets.length], this.clients[turn % BETTORS]]
    if (marketId === undefined || !client) return
    const bet = { marketId, outcome: turn % 3 === 0 ? 'failure' : 'success', stake: 1 + (turn % 9) }
    try {
      await client.placeBet(bet, { idempotencyKey: crypto.randomUUID() })
      this.taken++
    } catch (error) {
      if (!isHarmless(error)) throw error
    }
  }
}

/** When the cause was there. */
const untilCause = async (house: HouseProcess, cause: Cause, run: Run, lockAt: number): Promise<number> => {
  if (cause === 'time') return lockAt
  await sleep(OPEN_MS)
  return cause === 'ended' ? house.tell(ended(run, 'success')) : house.tell(progressed(run, 95))
}

/** The lock as the market's own record has it. */
const recordedLock = async (url: string, marketId: string) => {
  const { items } = await createClient({ url }).listMarketEvents({ marketId, limit: 500 })
  const lock = items.find(({ type }) => type === 'MarketLocked')
  if (!lock) throw new Error(`The market ${marketId} was told as locked, and its record has no lock.`)
  return { at: Date.parse(lock.at), pools: (lock.data as MarketLocked['data']).pools }
}

/** Whether what was told first is what the lock says. */
const isFinal = ({ outcomes }: Market, pools: MarketLocked['data']['pools']) =>
  pools.every(({ outcome, stake }) => outcomes.find(({ id }) => id === outcome)?.stake === stake)

const lockOne = async (house: HouseProcess, { open }: Bettors, cause: Cause): Promise<Seen> => {
  const run = newRun()
  const marketId = run.markets.success
  const limit = cause === 'time' ? SHORT_SECONDS : LONG_SECONDS
  const startedAt = Date.now()
  await house.tell(requested(run, { timeLimitSeconds: limit }), started(run, new Date(startedAt).toISOString(), limit))
  const { lock } = await watchMarket(house.url, marketId)
  open.add(marketId)
  const causedAt = await untilCause(house, cause, run, startedAt + limit * 800)
  const { at, market } = await lock
  open.delete(marketId)
  const recorded = await recordedLock(house.url, marketId)
  const final = isFinal(market, recorded.pools)
  return { cause, writtenMs: recorded.at - causedAt, toldMs: at - recorded.at, isFinal: final }
}

const latencyOf = (cause: Cause, seen: readonly Seen[]): Latency => {
  const own = seen.filter((one) => one.cause === cause)
  const [written, told] = [own.map(({ writtenMs }) => writtenMs), own.map(({ toldMs }) => toldMs)]
  const whole = own.map(({ writtenMs, toldMs }) => writtenMs + toldMs)
  return {
    cause,
    locks: own.length,
    writtenP50Ms: quantile(written, 0.5),
    toldP50Ms: quantile(told, 0.5),
    writtenP95Ms: quantile(written, 0.95),
    toldP95Ms: quantile(told, 0.95),
    p50Ms: quantile(whole, 0.5),
    p95Ms: quantile(whole, 0.95),
    maxMs: quantile(whole, 1),
    otherOdds: own.filter((one) => !one.isFinal).length,
  }
}

/** An open loop: what is late does not slow down what comes after it. */
const lockAll = async (house: HouseProcess, bettors: Bettors, locks: number, { fail, signal }: Programs) => {
  const all: Promise<Seen>[] = []
  for (let count = 0; count < locks * causes.length; count++) {
    const one = lockOne(house, bettors, causes[count % causes.length] ?? 'time')
    one.catch(fail) // Nobody else waits for it while the next ones begin.
    all.push(one)
    await sleep(EVERY_MS, undefined, { signal })
  }
  return Promise.all(all)
}

/** Errors: also when the house fails, or a bet is refused otherwise than for coming too late. */
export const measureLocks = ({ databaseUrl, locks, betsPerSecond }: LockOptions): Promise<Measured> =>
  withPrograms(async (programs) => {
    const house = await HouseProcess.open(programs, databaseUrl)
    const bettors = await Bettors.join(house.url)
    const begun = performance.now()
    bettors.start(betsPerSecond, programs)
    const seen = await lockAll(house, bettors, locks, programs)
    const seconds = (performance.now() - begun) / 1000
    return { latencies: causes.map((cause) => latencyOf(cause, seen)), betsPerSecond: Math.round(bettors.taken / seconds) }
  })
