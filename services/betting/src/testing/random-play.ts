/** Random play on a real log: what users, operators, agents and payers may do, at once and from several processes. */
import { isRejection, newId, serviceContext, type RequestContext } from '@agent-arena/contracts'
import { PostgresEventLog, type AppendOptions, type StreamAppend } from '@agent-arena/event-store'
import * as fc from 'fast-check'
import type { Pool } from 'pg'
import { createAccountWriter } from '../account/account.writer.ts'
import { createAgentWriter } from '../agent/agent.writer.ts'
import { defaultBettingConfig } from '../betting.config.ts'
import { createMarketWriter, type MarketTask } from '../market/market.writer.ts'
import { createPayer } from '../payout/payer.ts'

/** How often each kind is among 25 actions. */
const weights = {
  bet: 6,
  start: 1,
  progress: 1,
  lock: 1,
  settle: 3,
  void: 1,
  unjudged: 1,
  correct: 3,
  pay: 4,
  break: 1,
  give: 1,
  decline: 1,
  refill: 1,
  'end run': 1,
}

export interface Action {
  readonly kind: keyof typeof weights
  readonly user: number
  readonly market: number
  readonly outcome: 'success' | 'failure'
  readonly amount: number
  readonly replica: number
  /** Callers with one key ask the same again. */
  readonly key: number
}

const anyKind = fc.oneof(
  ...Object.entries(weights).map(([kind, weight]) => ({ arbitrary: fc.constant(kind as Action['kind']), weight })),
)

const anyAction: fc.Arbitrary<Action> = fc.record({
  kind: anyKind,
  user: fc.nat({ max: 3 }),
  market: fc.nat({ max: 1 }),
  outcome: fc.constantFrom('success', 'failure'),
  amount: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 150 })),
  replica: fc.nat({ max: 1 }),
  key: fc.nat({ max: 9 }),
})

/** One moment after the other; what stands in one moment happens at once. */
export const anyPlay = fc.array(fc.array(anyAction, { minLength: 1, maxLength: 5, size: 'max' }), {
  minLength: 5,
  maxLength: 25,
  size: 'max',
})

class StoppedError extends Error {}

/** A log that breaks off: an append fails, as if the process had stopped before it. */
class FragileLog extends PostgresEventLog {
  breakIn = Infinity
  override append(appends: readonly StreamAppend[], options: AppendOptions) {
    if (--this.breakIn > 0) return super.append(appends, options)
    this.breakIn = Infinity
    return Promise.reject(new StoppedError('The process stopped.'))
  }
}

const replicaOn = (pool: Pool, grantCredits: number) => {
  const log = new FragileLog(pool)
  const config = { ...defaultBettingConfig, feeBps: 700, grantCredits, reversalHours: 1 }
  return {
    log,
    markets: createMarketWriter(log, config),
    accounts: createAccountWriter(log, config),
    agents: createAgentWriter(log, config),
    payer: createPayer(log),
  }
}

type Replica = ReturnType<typeof replicaOn>

export interface Cast {
  readonly users: readonly { readonly id: string; readonly name: string }[]
  readonly markets: readonly string[]
  readonly sandboxId: string
}

const agoOf = (amount: number) => new Date(Date.now() - (amount > 100 ? 200_000_000 : amount > 50 ? 81_000 : 1000)).toISOString()

const taskOf = ({ kind, outcome, amount }: Action, marketId: string): MarketTask | null => {
  const evidenceAt = new Date(Date.now() - amount).toISOString()
  switch (kind) {
    case 'start':
      return { type: 'StartMarket', data: { marketId, startedAt: agoOf(amount), timeLimitSeconds: 100 } }
    case 'progress':
      return { type: 'NoteProgress', data: { marketId, progress: Math.min(95, amount), evidenceAt } }
    case 'lock':
      return { type: 'LockMarketByTime', data: { marketId } }
    case 'settle':
      return { type: 'SettleMarket', data: { marketId, winners: [outcome], evidenceAt } }
    case 'void':
      return { type: 'VoidMarket', data: { marketId, cause: 'The sandbox was lost.' } }
    case 'unjudged':
      return { type: 'VoidUnjudged', data: { marketId } }
    default:
      return null
  }
}

/** Answers by the caller, the operation and the key under which they were given. */
export type Answers = Map<string, Set<string>>

export class Play {
  readonly answers: Answers = new Map()
  /** How many commands were refused, and how many broke off. */
  refused = 0
  stopped = 0
  readonly cast: Cast
  /** Ids of the gifts that were taken. */
  private readonly gifts: string[] = []
  private readonly replicas: readonly Replica[]

  constructor(pools: readonly Pool[]) {
    this.replicas = pools.map((pool) => replicaOn(pool, 200))
    this.cast = {
      users: ['Ada', 'Bob', 'Cy', 'Di'].map((name) => ({ id: newId('user'), name })),
      markets: [newId('market'), newId('market')],
      sandboxId: newId('sandbox'),
    }
  }

  private get first(): Replica {
    const [replica] = this.replicas
    if (!replica) throw new Error('There is no process to play on.')
    return replica
  }

  async begin(): Promise<void> {
    const { users, markets, sandboxId } = this.cast
    const [success = ''] = markets
    const context = serviceContext('betting')
    const { agents, accounts, markets: writer } = this.first
    const outcomes = [
      { id: 'success', name: 'Succeeds' },
      { id: 'failure', name: 'Fails' },
    ]
    const terms = {
      kind: 'success',
      title: 'Will it?',
      sandboxIds: [sandboxId],
      outcomes,
      owners: [],
      timeLimitSeconds: 100,
    } as const
    for (const [index, marketId] of markets.entries()) {
      const data = { ...terms, marketId, feeBps: index * 700, startsAt: new Date().toISOString() }
      await writer.step({ type: 'OpenMarket', data }, context)
    }
    for (const { id: userId, name } of users) await accounts.open({ userId, name }, context)
    const agent = { sandboxId, title: 'It', rated: false, markets: { success } }
    await agents.step({ type: 'OpenAgentAccount', data: agent }, context)
    await agents.step({ type: 'StartAgentAccount', data: { sandboxId } }, context)
  }

  /** Refusals and stops are part of the play, all else is a fault. */
  async act(action: Action): Promise<void> {
    try {
      await this.carryOut(action)
    } catch (error) {
      if (isRejection(error)) this.refused++
      else if (error instanceof StoppedError) this.stopped++
      else throw error
    }
  }

  /** Whatever stands still open ends, and everybody is paid, twice. */
  async end(): Promise<void> {
    const context = serviceContext('betting')
    const { markets, payer } = this.first
    for (const { log } of this.replicas) log.breakIn = Infinity
    for (const marketId of this.cast.markets) {
      await markets.step({ type: 'VoidMarket', data: { marketId, cause: 'The end.' } }, context)
      for (let times = 0; times < 2; times++) await payer.payOut(marketId, context)
    }
  }

  private async carryOut(action: Action): Promise<unknown> {
    const { kind, user: who, market, outcome, amount, key } = action
    const { markets, accounts, agents, payer, log } = this.replicas[action.replica % this.replicas.length] ?? this.first
    const { sandboxId } = this.cast
    const [user, marketId = ''] = [this.cast.users[who], this.cast.markets[market]]
    if (!user) return undefined
    const task = taskOf(action, marketId)
    const service = serviceContext('betting')
    if (task) return markets.step(task, service)
    switch (kind) {
      case 'bet':
        return this.ask(`${user.id} bet`, { marketId, outcome, stake: amount }, key, (input, idempotencyKey) =>
          markets.placeBet(input, user, this.contextOf(user, idempotencyKey)),
        )
      case 'give':
        return this.ask(`${user.id} give`, { sandboxId, amount }, key, async (input, idempotencyKey) => {
          const { gift } = await agents.give(input, user, this.contextOf(user, idempotencyKey))
          this.gifts.push(gift.id)
          return gift
        })
      case 'decline': {
        const giftId = this.gifts[amount % this.gifts.length]
        return giftId === undefined ? undefined : agents.giveBack({ giftId, sandboxId }, service)
      }
      case 'correct': {
        const winners = amount > 120 ? [] : [outcome]
        const input = { marketId, winners, reason: 'It was wrong.' }
        return this.ask('operator correct', input, key, (asked, idempotencyKey) =>
          markets.reverse(asked, { ...service, caller: { kind: 'operator', id: 'operator', name: 'operator' }, idempotencyKey }),
        )
      }
      case 'refill':
        return accounts.refill(user.id, service)
      case 'end run':
        return amount === 1 ? agents.step({ type: 'CloseAgentAccount', data: { sandboxId } }, service) : undefined
      case 'break':
        log.breakIn = 1 + (amount % 3)
        return undefined
      default:
        return payer.payOut(marketId, service)
    }
  }

  private contextOf(user: Cast['users'][number], idempotencyKey: string): RequestContext {
    return { ...serviceContext('gateway', { idempotencyKey }), caller: { kind: 'user', ...user } }
  }

  /** The key follows from the content, so that equal requests are repeats of one. */
  private async ask<I, A>(who: string, input: I, key: number, send: (input: I, key: string) => Promise<A>): Promise<A> {
    const idempotencyKey = `${key} ${JSON.stringify(input)}`.replaceAll(/\s/g, '')
    const answer = await send(input, idempotencyKey)
    const name = `${who} ${idempotencyKey}`
    this.answers.set(name, (this.answers.get(name) ?? new Set()).add(JSON.stringify(answer)))
    return answer
  }
}
