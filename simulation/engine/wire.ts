/** The way from one process to what lies outside it: each request and each answer takes a turn of its own, and may be lost on it. */
import type { Scheduler } from './scheduler.ts'
import { calm, type Weather } from './weather.ts'

/** A process of the simulated machine. One that is dead never learns anything again. */
export interface Host {
  readonly name: string
  readonly isAlive: boolean
  /** Until then it stands still: whatever comes for it waits. */
  readonly pausedUntil: number
}

export interface WireOptions {
  readonly scheduler: Scheduler
  readonly host: Host
  readonly weather: () => Weather
  /** What the sender sees when the connection breaks. */
  readonly broken: () => Error
}

const QUICK_MS = 6
const SLOW_MS = 4000

/** A promise of its own each time: what waits for it can be forgotten with it. */
const never = () => new Promise<never>(() => undefined)

type Fate = 'arrives' | 'is lost' | 'is late' | 'stays unanswered'

export class Wire {
  private readonly options: WireOptions

  constructor(options: WireOptions) {
    this.options = options
  }

  /** Whose it is. */
  get host(): string {
    return this.options.host.name
  }

  get isAlive(): boolean {
    return this.options.host.isAlive
  }

  /** Does something at the far end; rejects with what that throws, or because the connection broke. */
  async call<T>(name: string, effect: () => Promise<T> | T): Promise<T> {
    const { scheduler, host, broken } = this.options
    if (!host.isAlive) return never()
    const fate = this.fate()
    await this.way()
    if (!host.isAlive && scheduler.random.chance(0.5)) return never()
    this.note(`${name} ${fate}`)
    if (fate === 'is late') void this.arriveLate(name, effect)
    const outcome = fate === 'arrives' || fate === 'stays unanswered' ? await settle(effect) : null
    await this.arriveBack()
    if (fate !== 'arrives' || outcome === null) throw broken()
    if (!outcome.isDone) throw outcome.fault
    return outcome.value
  }

  /** One way, without an answer; whether it arrives. */
  async send(name: string, effect: () => void): Promise<void> {
    if (!this.options.host.isAlive) return
    const fate = this.fate()
    await this.way()
    this.note(`${name} ${fate}`)
    if (fate === 'arrives' || fate === 'stays unanswered') effect()
  }

  /** Something comes to the process by itself. */
  async hear(name: string, effect: () => void): Promise<void> {
    await this.way()
    await this.arriveBack()
    this.note(`hears ${name}`)
    effect()
  }

  /** Whether the weather breaks a connection right now. */
  breaks(): boolean {
    const { weather, scheduler } = this.options
    return scheduler.random.chance(weather().lost)
  }

  note(line: string): void {
    this.options.scheduler.note(`${this.options.host.name} ${line}`)
  }

  way(): Promise<void> {
    const { scheduler, weather } = this.options
    const { random } = scheduler
    return random.chance(weather().slow) ? scheduler.straggle(random.below(SLOW_MS)) : scheduler.turn(random.below(QUICK_MS))
  }

  /** A turn to come back to the process: never, where it is dead; later, where it stands still. */
  async arriveBack(): Promise<void> {
    const { scheduler, host } = this.options
    await this.way()
    while (host.isAlive && host.pausedUntil > scheduler.now) await scheduler.turn(host.pausedUntil - scheduler.now)
    if (!host.isAlive) await never()
  }

  private async arriveLate<T>(name: string, effect: () => Promise<T> | T): Promise<void> {
    const { scheduler } = this.options
    await scheduler.straggle(scheduler.random.below(SLOW_MS))
    // Nobody waits for the outcome any more, so a refusal is nobody's fault either.
    const outcome = await settle(effect)
    this.note(`${name} late ${outcome.isDone ? 'done' : 'refused'}`)
  }

  private fate(): Fate {
    const { scheduler, weather } = this.options
    const now = weather()
    if (now === calm) return 'arrives'
    const drawn = scheduler.random.next()
    if (drawn < now.lost) return 'is lost'
    if (drawn < now.lost + now.late) return 'is late'
    return drawn < now.lost + now.late + now.unanswered ? 'stays unanswered' : 'arrives'
  }
}

type Settled<T> = { readonly isDone: true; readonly value: T } | { readonly isDone: false; readonly fault: unknown }

const settle = async <T>(effect: () => Promise<T> | T): Promise<Settled<T>> => {
  try {
    return { isDone: true, value: await effect() }
  } catch (fault) {
    return { isDone: false, fault }
  }
}

/** The same object at the far end of a wire: what it does takes turns, what it shows is seen at once. */
export const remote = <T extends object>(wire: Wire, name: string, target: T): T =>
  new Proxy(target, {
    get: (_, key) => {
      const value: unknown = Reflect.get(target, key, target)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => wire.call(`${name}.${String(key)}`, () => value.apply(target, args) as unknown)
    },
  })
