/** The demo: house agents play on the gym, one match after another while somebody watches. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { countViewers, createMatch, getMatch, listMatches, serviceContext, type Match } from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'
import { demoGoals, type DemoGoal } from './goals.ts'

const STARTS_IN_SECONDS = 30
const PAUSE_AFTER_VERDICT_MS = 30_000
const LOOK_EVERY_MS = 1000

export interface DemoOptions {
  readonly bus: MessageBus
  say(line: string): void
  onFault(fault: unknown): void
}

const isGoingOn = ({ status }: Match) => status === 'scheduled' || status === 'running'

/** Cut off by a stop of the arena: the demo that is announced at the start is another one. */
const wasInterrupted = ({ status }: Match) => status === 'voided'

/** Whether the next match is due: the last one is over for long enough, and somebody is there to see it. */
export const isNextDue = (last: Match | null, viewers: number, nowMs: number): boolean => {
  if (last === null) return true
  if (isGoingOn(last) || viewers === 0) return false
  return nowMs >= Date.parse(last.decidedAt ?? last.createdAt) + PAUSE_AFTER_VERDICT_MS
}

export class Demo {
  private readonly stopping = new AbortController()
  private running: Promise<void> = Promise.resolve()
  private made = 0
  private hasBegun = false
  /** The same for every try to make one match, so that a try whose answer was lost is not repeated. */
  private key = randomUUID()
  private readonly options: DemoOptions

  constructor(options: DemoOptions) {
    this.options = options
  }

  /** Begins a match at once, unless one is going on; one that a stop had cut off is made up for. */
  async start(): Promise<void> {
    const { items } = await this.options.bus.request(listMatches, { limit: 10 }, serviceContext('arena'))
    const goingOn = items.find(isGoingOn) ?? null
    this.made = items.length
    this.running = this.follow(goingOn)
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  private async follow(first: Match | null): Promise<void> {
    let last = first
    while (!this.stopping.signal.aborted) {
      try {
        if (last) last = await this.look(last)
        if (last && wasInterrupted(last) && !this.hasBegun) last = null
        if (isNextDue(last, await this.viewers(), Date.now())) last = await this.begin()
      } catch (fault) {
        this.options.onFault(fault)
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined)
    }
  }

  private async look(last: Match): Promise<Match> {
    if (!isGoingOn(last)) return last
    const now = await this.options.bus.request(getMatch, { matchId: last.id }, serviceContext('arena'))
    if (now.status === 'running' && last.status === 'scheduled') this.options.say(`“${now.title}” begins.`)
    if (!isGoingOn(now)) this.options.say(`“${now.title}” is over: ${resultOf(now)}`)
    return now
  }

  private async begin(): Promise<Match> {
    const goal = demoGoals[this.made % demoGoals.length] as DemoGoal
    const match = await this.options.bus.request(
      createMatch,
      {
        title: goal.title,
        goal: { gym: goal.gym },
        contestants: [
          { name: 'Greedy', model: 'house/greedy' },
          { name: 'Random', model: 'house/random' },
        ],
        timeLimitSeconds: goal.timeLimitSeconds,
        startsInSeconds: STARTS_IN_SECONDS,
      },
      serviceContext('arena', { idempotencyKey: this.key }),
    )
    this.made++
    this.hasBegun = true
    this.key = randomUUID()
    this.options.say(`“${match.title}” begins in ${STARTS_IN_SECONDS} seconds: Greedy against Random. The markets are open.`)
    return match
  }

  private async viewers(): Promise<number> {
    return (await this.options.bus.request(countViewers, {}, serviceContext('arena'))).viewers
  }
}

const resultOf = ({ result, cause, sandboxes }: Match): string => {
  if (!result) return `voided, all bets are refunded. ${cause ?? ''}`
  const names = [result.winner, ...result.tied].flatMap((id) => sandboxes.find((sandbox) => sandbox.id === id)?.title ?? [])
  return names.length === 0 ? 'nobody reached the goal.' : `${names.join(' and ')} won.`
}
