/** Clients that bet all the time, keep every answer, and ask again with the same key until they have one. */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  isRejection,
  newId,
  openAccount,
  placeBet,
  serviceContext,
  type Bet,
  type InputOf,
  type Reason,
  type RequestContext,
} from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'
import { Violation } from '../checks/violation.ts'
import type { Random } from '@agent-arena/testing'
import type { Runs } from './runs.ts'

export interface User {
  readonly id: string
  readonly name: string
}

export interface Asked {
  readonly key: string
  readonly user: User
  readonly input: InputOf<typeof placeBet>
}

export interface Acknowledged extends Asked {
  readonly bet: Bet
}

export interface LoadOptions {
  readonly bus: MessageBus
  readonly runs: Runs
  readonly random: Random
  /** Two of them share an account. */
  readonly clients: number
}

const PATIENCE_MS = 1500
const RETRY_MS = [20, 200] as const
const THINKING_MS = [10, 120] as const
const DRAIN_MS = 60_000

/** Whether it was done or not is unknown; every other refusal says that nothing was. */
const doubtful: ReadonlySet<Reason> = new Set<Reason>(['unavailable', 'deadline-exceeded', 'internal-fault', 'version-conflict'])

export class Load {
  readonly acknowledged: Acknowledged[] = []
  readonly refused: Asked[] = []
  /** What was thrown that is no refusal: no bus may do so. */
  readonly strange: unknown[] = []
  asks = 0
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
    this.users = Array.from({ length: Math.ceil(clients / 2) }, (_, index) => ({ id: newId('user'), name: `User ${index}` }))
    for (const { id: userId, name } of this.users) await this.untilAnswered(() => this.open(userId, name))
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
    return this.untilAnswered(() => this.place({ user, key, input }))
  }

  private open(userId: string, name: string): Promise<unknown> {
    return this.options.bus.request(openAccount, { userId, name }, serviceContext('gateway'))
  }

  private place({ user, key, input }: Asked): Promise<Bet> {
    const context: RequestContext = {
      ...serviceContext('gateway', { idempotencyKey: key, deadline: Date.now() + PATIENCE_MS }),
      caller: { kind: 'user', ...user },
    }
    return this.options.bus.request(placeBet, input, context)
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
    try {
      const bet = await this.untilAnswered(() => this.place(asked))
      this.acknowledged.push({ ...asked, bet })
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
        await sleep(this.options.random.between(...RETRY_MS))
      }
    }
  }
}
