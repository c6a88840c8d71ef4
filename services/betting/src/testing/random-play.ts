/** Random play on a real log: what users, operators, agents and payers may do, at once and from several processes. */
import assert from 'node:assert/strict'
import { isRejection, NOBODY, serviceContext, type Bet, type RequestContext } from '@agent-arena/contracts'
import { presentState, PostgresEventLog, type AppendOptions, type StreamAppend } from '@agent-arena/event-store'
import type { Pool } from 'pg'
import { createAccountWriter } from '../account/account.writer.ts'
import { accountFold } from '../account/account.state.ts'
import { createAgentWriter } from '../agent/agent.writer.ts'
import { accountStream } from '../account/ledger.ts'
import { defaultBettingConfig } from '../betting.config.ts'
import { createMarketWriter, type Bettor, type MarketTask } from '../market/market.writer.ts'
import { createPayer } from '../payout/payer.ts'
import type { Action } from './any-play.ts'
import { newCast, openCast, type Cast, type CastMarket } from './play-cast.ts'

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

/** Mostly a moment ago; sometimes so long that the market is locked by now, or waits for no verdict any more. */
const agoOf = (amount: number) => new Date(Date.now() - (amount > 135 ? 200_000_000 : amount > 120 ? 81_000 : 1000)).toISOString()

const pick = (outcomes: readonly string[], { outcome }: Action): string => outcomes[outcome % outcomes.length] ?? ''

const contestantsOf = ({ outcomes }: CastMarket) => outcomes.filter((id) => id !== NOBODY)

/** One outcome, or a tie of contestants. */
const winnersOf = (action: Action, market: CastMarket): string[] =>
  action.tied && market.kind === 'winner' ? contestantsOf(market) : [pick(market.outcomes, action)]

const taskOf = (action: Action, market: CastMarket, { winner }: Cast): MarketTask | null => {
  const { kind, amount, evidenceAgeMs } = action
  const marketId = market.id
  const evidenceAt = new Date(Date.now() - evidenceAgeMs).toISOString()
  switch (kind) {
    case 'start':
      return { type: 'StartMarket', data: { marketId, startedAt: agoOf(amount), timeLimitSeconds: 100 } }
    case 'progress':
      return { type: 'NoteProgress', data: { marketId, progress: Math.min(95, amount), evidenceAt } }
    case 'close outcome':
      return { type: 'CloseOutcome', data: { marketId: winner.id, outcome: pick(contestantsOf(winner), action) } }
    case 'lock':
      return { type: 'LockMarketByTime', data: { marketId } }
    case 'claim':
      return { type: 'LockMarket', data: { marketId, cause: 'ended', text: 'The run has ended.', evidenceAt } }
    case 'settle':
      return { type: 'SettleMarket', data: { marketId, winners: winnersOf(action, market), evidenceAt } }
    case 'void':
      return { type: 'VoidMarket', data: { marketId, cause: 'The sandbox was lost.' } }
    case 'unjudged':
      return { type: 'VoidUnjudged', data: { marketId } }
    default:
      return null
  }
}

const contextOf = (user: Bettor, idempotencyKey: string): RequestContext => ({
  ...serviceContext('gateway', { idempotencyKey }),
  caller: { kind: 'user', ...user },
})

/** Answers by the caller, the operation and the key under which they were given. */
export type Answers = Map<string, Set<string>>

export class Play {
  readonly answers: Answers = new Map()
  /** Acknowledged, by id. */
  readonly bets = new Map<string, Bet>()
  /** How many commands were answered as before, were refused, and broke off. */
  repeated = 0
  refused = 0
  stopped = 0
  readonly cast = newCast()
  /** Ids of the gifts that were taken. */
  private readonly gifts: string[] = []
  /** What was asked under a key, answered or not. */
  private readonly asked: Action[] = []
  private readonly replicas: readonly Replica[]

  constructor(pools: readonly Pool[]) {
    this.replicas = pools.map((pool) => replicaOn(pool, 200))
  }

  private get first(): Replica {
    const [replica] = this.replicas
    if (!replica) throw new Error('There is no process to play on.')
    return replica
  }

  begin(): Promise<void> {
    return openCast(this.cast, this.first)
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
    const evidenceAt = new Date().toISOString()
    for (const market of this.cast.markets) {
      const { id: marketId } = market
      const winners = market.kind === 'winner' ? contestantsOf(market) : market.outcomes.slice(0, 1)
      await markets.step({ type: 'SettleMarket', data: { marketId, winners, evidenceAt } }, context)
      for (let times = 0; times < 2; times++) await payer.payOut(marketId, context)
    }
  }

  private async carryOut(action: Action): Promise<unknown> {
    const { kind, amount } = action
    const { accounts, agents, markets, payer, log } = this.replicaOf(action)
    const { sandboxId } = this.cast
    const [user, market] = [this.cast.users[action.user], this.cast.markets[action.market]]
    if (!user || !market) return undefined
    const task = taskOf(action, market, this.cast)
    const service = serviceContext('betting')
    if (task) return markets.step(task, service)
    switch (kind) {
      case 'bet':
        return this.bet(action, user, market)
      case 'give':
        return this.give(action, user)
      case 'spend':
        return this.spend(action, user)
      case 'correct':
        return this.correct(action, market)
      case 'again': {
        const asked = this.asked[amount % this.asked.length]
        return asked && this.carryOut({ ...asked, replica: action.replica })
      }
      case 'decline': {
        const giftId = this.gifts[amount % this.gifts.length]
        return giftId === undefined ? undefined : agents.giveBack({ giftId, sandboxId }, service)
      }
      case 'refill':
        return accounts.refill(user.id, service)
      case 'end run':
        return amount === 1 ? agents.step({ type: 'CloseAgentAccount', data: { sandboxId } }, service) : undefined
      case 'break':
        log.breakIn = 1 + (amount % 3)
        return undefined
      default:
        return payer.payOut(market.id, service)
    }
  }

  private replicaOf({ replica }: Action): Replica {
    return this.replicas[replica % this.replicas.length] ?? this.first
  }

  private bet(action: Action, user: Bettor, market: CastMarket): Promise<Bet> {
    const input = { marketId: market.id, outcome: pick(market.outcomes, action), stake: action.amount }
    return this.ask(`${user.id} bet`, action, input, async (idempotencyKey) => {
      const bet = await this.replicaOf(action).markets.placeBet(input, user, contextOf(user, idempotencyKey))
      this.bets.set(bet.id, bet)
      return bet
    })
  }

  private give(action: Action, user: Bettor): Promise<unknown> {
    const input = { sandboxId: this.cast.sandboxId, amount: action.amount }
    return this.ask(`${user.id} give`, action, input, async (idempotencyKey) => {
      const { gift } = await this.replicaOf(action).agents.give(input, user, contextOf(user, idempotencyKey))
      this.gifts.push(gift.id)
      return gift
    })
  }

  /** All that there is goes to the agent, so that a correction finds nothing. */
  private async spend(action: Action, user: Bettor): Promise<unknown> {
    const own = { stream: accountStream(user.id), fold: accountFold }
    const { credits: amount } = await presentState(this.replicaOf(action).log, own)
    return amount === 0 ? undefined : this.give({ ...action, kind: 'give', amount }, user)
  }

  private correct(action: Action, market: CastMarket): Promise<unknown> {
    const winners = action.amount > 120 ? [] : winnersOf(action, market)
    const input = { marketId: market.id, winners, reason: 'It was wrong.' }
    return this.ask('operator correct', action, input, async (idempotencyKey) => {
      const caller = { kind: 'operator', id: 'operator', name: 'operator' } as const
      const context = { ...serviceContext('gateway', { idempotencyKey }), caller }
      const corrected = await this.replicaOf(action).markets.reverse(input, context)
      assert.deepEqual(corrected.winners, winners, `the winners of ${market.id} after its correction`)
      return corrected
    })
  }

  /** The key follows from the content, so that equal requests are repeats of one. */
  private async ask<A>(who: string, action: Action, input: object, send: (key: string) => Promise<A>): Promise<A> {
    this.asked.push(action)
    const key = `${action.key} ${JSON.stringify(input)}`.replaceAll(/\s/g, '')
    const answer = await send(key)
    const name = `${who} ${key}`
    const before = this.answers.get(name)
    if (before) this.repeated++
    this.answers.set(name, (before ?? new Set()).add(JSON.stringify(answer)))
    return answer
  }
}
