/** One seed: a house at work in bad weather, then calm; what is wrong when it is quiet again, if anything. */
import { Scheduler } from './engine/scheduler.ts'
import { calm, faultsOf, weatherOf } from './engine/weather.ts'
import { brokenIn, evidenceOf } from './invariants.ts'
import { Customer } from './world/customer.ts'
import { ACCOUNTS, House, LATE_ACCOUNT } from './world/house.ts'
import { Machine } from './world/machine.ts'
import { healthy, type Parts } from './world/parts.ts'
import { loseFrom, Troubles } from './world/troubles.ts'

const TROUBLE_MS = 8000
/** How long it may take until everything has caught up. */
const RECOVERY_MS = 60_000
/** A doubled effect may come after the first. */
const AFTERMATH_MS = 1000
const LOOK_MS = 250
const CUSTOMERS = 3
/** Share of the seeds whose stream loses something in the calm. */
const ROBBED = 0.2
/** Share of the seeds that begin with a long log. */
const AGED = 0.03
const MOST_AGED_EVENTS = 1500

export interface SimulationOptions {
  readonly seed: number
  readonly parts?: Parts
  readonly keepsLines?: boolean
}

export interface Outcome {
  readonly seed: number
  /** The invariant that does not hold, and how; null when all do. */
  readonly broken: string | null
  readonly hash: string
  readonly turns: number
  readonly virtualMs: number
  readonly lines: readonly string[]
}

class Simulation {
  private readonly house: House
  private readonly machine: Machine
  private readonly customers: readonly Customer[]
  private readonly scheduler: Scheduler
  private waiting = 0
  private complaint: string | null = null

  constructor(scheduler: Scheduler, parts: Parts) {
    this.scheduler = scheduler
    this.house = new House(scheduler, parts)
    this.machine = new Machine(this.house)
    this.customers = Array.from({ length: CUSTOMERS }, (_, index) => new Customer(`c${index + 1}`, this.house, this.machine))
  }

  /** Answers what is broken. */
  async run(): Promise<string | null> {
    const { scheduler, house } = this
    await this.begin()
    await this.sufferTroubles()
    if (!(await this.isServed())) return 'I9: a customer waits for an answer for ever'
    // Nobody is told of this: it has to be looked for.
    await scheduler.complete(house.open(LATE_ACCOUNT), RECOVERY_MS)
    const lag = (await this.lagAfter(RECOVERY_MS)) ?? (await this.lagAfterLoss())
    if (lag) return `I9: it does not come to rest: ${lag}`
    await scheduler.runFor(AFTERMATH_MS)
    const receipts = this.customers.flatMap((customer) => customer.receipts)
    return this.complaint ?? brokenIn(await evidenceOf(house, receipts)) ?? null
  }

  end(): void {
    this.machine.end()
  }

  private async begin(): Promise<void> {
    const { scheduler, house, machine } = this
    const { random } = scheduler
    if (random.chance(AGED)) await scheduler.complete(house.age(random.between(200, MOST_AGED_EVENTS)), RECOVERY_MS)
    for (const name of ACCOUNTS) await scheduler.complete(house.open(name), RECOVERY_MS)
    for (let count = random.between(1, 3); count > 0; count--) machine.start()
  }

  /** The stream loses something while nobody does anything: no event that comes would show it. */
  private async lagAfterLoss(): Promise<string | null> {
    const { scheduler, house } = this
    if (!scheduler.random.chance(ROBBED)) return null
    loseFrom(house.stream, scheduler.random)
    return this.lagAfter(RECOVERY_MS)
  }

  private async sufferTroubles(): Promise<void> {
    const { scheduler, house, machine } = this
    const { random } = scheduler
    house.weather = weatherOf(random)
    const troubles = new Troubles({ house, machine, kinds: faultsOf(random), meanPauseMs: random.between(200, 3000) })
    if (random.chance(0.3)) troubles.poison()
    void troubles.begin()
    this.order(random.between(2, 12), random.between(100, 1500))
    await scheduler.runFor(TROUBLE_MS)
    troubles.end()
    scheduler.note('it is calm')
    house.weather = calm
    house.poisoned.clear()
    if (machine.up.length === 0) machine.start()
  }

  private order(count: number, pauseMs: number): void {
    for (const customer of this.customers) {
      this.waiting++
      customer.order(count, pauseMs).then(
        () => this.waiting--,
        (fault: Error) => (this.complaint ??= fault.message),
      )
    }
  }

  private isServed(): Promise<boolean> {
    const { scheduler } = this
    const isSo = () => (this.waiting === 0 || this.complaint !== null) && !scheduler.hasStragglers
    return scheduler.runUntil(isSo, RECOVERY_MS)
  }

  /** What still lags when the time is over; null as soon as nothing does. */
  private async lagAfter(limitMs: number): Promise<string | null> {
    const { scheduler, house } = this
    for (const end = scheduler.now + limitMs; ;) {
      const lag = await house.lag()
      if (!lag || scheduler.now >= end) return lag
      house.askRetries()
      await scheduler.runFor(LOOK_MS)
    }
  }
}

/** The same seed and parts always have the same outcome. */
export const simulate = async ({ seed, parts = healthy, keepsLines = false }: SimulationOptions): Promise<Outcome> => {
  const scheduler = new Scheduler({ seed, keepsLines })
  const simulation = new Simulation(scheduler, parts)
  const unhandled: unknown[] = []
  const onUnhandled = (fault: unknown) => unhandled.push(fault)
  process.on('unhandledRejection', onUnhandled)
  try {
    const broken = await simulation.run()
    const { hash, turns, lines } = scheduler.trace
    const [first] = unhandled
    return { seed, hash, turns, lines, virtualMs: scheduler.now, broken: first ? `nobody handles: ${String(first)}` : broken }
  } finally {
    simulation.end()
    scheduler.close()
    process.off('unhandledRejection', onUnhandled)
  }
}
