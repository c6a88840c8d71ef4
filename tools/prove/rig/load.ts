/** Clients that bet all the time, keep every answer, and ask again with the same key until they have one. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isRejection, type Bet, type Reason } from '@agent-arena/contracts'
import { Violation } from '../checks/violation.ts'
import type { Random } from '@agent-arena/testing'
import type { Asked, Door, User } from './doors.ts'
import type { Runs } from './runs.ts'

/** With the times of the steady clock between which it was decided. */
export interface Acknowledged extends Asked {
  readonly bet: Bet
  readonly askedAt: number
  readonly answeredAt: number
}

export interface Crowd {
  readonly marketId: string
  readonly bettors: number
  readonly betsEach: number
}

export interface LoadOptions {
  readonly door: Door
  readonly runs: Runs
  readonly random: Random
  /** Two of them share an account. */
  readonly clients: number
}

const RETRY_MS = [20, 200] as const
const THINKING_MS = [10, 120] as const
const DRAIN_MS = 60_000
/** How many of a crowd bet at once. */
const CROWD_BREADTH = 64

/** Whether it was done or not is unknown; every other refusal says that nothing was. */
const doubtful: ReadonlySet<Reason> = new Set<Reason>(['unavailable', 'deadline-exceeded', 'internal-fault', 'version-conflict'])

export class Load {
  readonly acknowledged: Acknowledged[] = []
  readonly refused: Asked[] = []
  /** What was thrown that is no refusal: no bus may do so. */
  readonly strange: unknown[] = []
  asks = 0
  /** Questions that had no answer in time, and were asked again. */
  late = 0
  longestSilenceMs = 0
  private lastAnswerAt = performance.now()
  private users: readonly User[] = []
  private stopping = false
  private clients: readonly Promise<void>[] = []
  private readonly listeners = new Set<() => void>()
  private readonly options: LoadOptions

  constructor(options: LoadOptions) {
    this.options = options
  }

  async start(): Promise<void> {
    const { clients } = this.options
    const names = Array.from({ length: Math.ceil(clients / 2) }, (_, index) => `User ${index}`)
    this.users = await Promise.all(names.map((name) => this.open(name)))
    this.lastAnswerAt = performance.now()
    this.clients = Array.from({ length: clients }, (_, index) => this.bet(this.users[index >> 1] ?? { id: '', name: '' }))
  }

  /** Resolves when every client has the answer to its last question. Errors: one has none in time. */
  async stop(): Promise<void> {
    this.stopping = true
    const late = sleep(DRAIN_MS, 'late', { ref: false })
    if ((await Promise.race([Promise.all(this.clients), late])) === 'late')
      throw new Violation('I9', `a client had no answer ${DRAIN_MS / 1000} s after the load ended`)
  }

  /** Each of many new users bets some times on one market; resolves when all are answered. */
  async crowd({ marketId, bettors, betsEach }: Crowd): Promise<void> {
    const { random } = this.options
    let next = 0
    const some = async () => {
      while (next < bettors) {
        const user = await this.open(`One of many ${next++}`)
        for (let turn = 0; turn < betsEach; turn++) {
          const outcome = random.pick(['success', 'success', 'failure'])
          await this.betOnce({ user, key: crypto.randomUUID(), input: { marketId, outcome, stake: random.between(1, 19) } })
        }
      }
    }
    await Promise.all(Array.from({ length: CROWD_BREADTH }, some))
  }

  /** Resolves when so many further bets are acknowledged: what was broken works again. */
  async answers(count: number, timeoutMs = 30_000): Promise<void> {
    const goal = this.acknowledged.length + count
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const late = setTimeout(
      () => reject(new Violation('I9', `no bet was taken within ${timeoutMs / 1000} s after a fault`)),
      timeoutMs,
    )
    const look = () => this.acknowledged.length >= goal && resolve()
    this.listeners.add(look)
    await promise.finally(() => {
      clearTimeout(late)
      this.listeners.delete(look)
    })
  }

  /** The answer under a key that was answered before. */
  askAgain({ user, key, input }: Asked): Promise<Bet> {
    return this.untilAnswered(() => this.options.door.place({ user, key, input }))
  }

  private open(name: string): Promise<User> {
    return this.untilAnswered(() => this.options.door.open(name))
  }

  private async bet(user: User): Promise<void> {
    const { runs, random } = this.options
    while (!this.stopping) {
      const marketId = random.pick(runs.markets)
      const outcome = random.pick(['success', 'failure'])
      await this.betOnce({ user, key: crypto.randomUUID(), input: { marketId, outcome, stake: random.between(1, 5) } })
      await sleep(random.between(...THINKING_MS))
    }
  }

  private async betOnce(asked: Asked): Promise<void> {
    const askedAt = performance.now()
    try {
      const bet = await this.untilAnswered(() => this.options.door.place(asked))
      this.acknowledged.push({ ...asked, bet, askedAt, answeredAt: performance.now() })
      this.hear()
    } catch (error) {
      if (isRejection(error)) this.refused.push(asked)
      else this.strange.push(error)
    }
  }

  private hear(): void {
    const now = performance.now()
    this.longestSilenceMs = Math.max(this.longestSilenceMs, now - this.lastAnswerAt)
    this.lastAnswerAt = now
    for (const listener of this.listeners) listener()
  }

  private async untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        this.asks++
        return await ask()
      } catch (error) {
        if (!isRejection(error) || !doubtful.has(error.reason)) throw error
        if (error.reason === 'deadline-exceeded') this.late++
        await sleep(this.options.random.between(...RETRY_MS))
      }
    }
  }
}
