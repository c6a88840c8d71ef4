/** One process of the house: relay, view and reaction under leases, commands and the log's pages for whoever asks. */
import { kitOperations, Rejection } from '@agent-arena/contracts'
import { Leases, Projector } from '@agent-arena/event-store'
import { serve, type Carrying } from '@agent-arena/message-bus'
import { ReactionRunner, silentLogger } from '@agent-arena/service-kit'
import { transfer, type Answer, type Transfer } from '../bank/account.ts'
import { thankWhoGotCredits } from '../bank/thank.ts'
import { remote, Wire, type Host } from '../engine/wire.ts'
import type { House } from './house.ts'
import { ProcessBus } from './process-bus.ts'
import { ProcessLog } from './process-log.ts'

const LEASE_MS = 1500

/** What a database client throws when its connection breaks. */
const reset = () => Object.assign(new Error('The connection broke.'), { code: 'ECONNRESET' })

export class Replica implements Host {
  readonly name: string
  isAlive = true
  pausedUntil = 0
  private readonly house: House
  private readonly log: ProcessLog
  private readonly bus: ProcessBus
  private readonly projector: Projector
  private readonly reaction: ReactionRunner
  private readonly leases: Leases
  private relay: Carrying | null = null
  private readonly undo: (() => void)[] = []

  constructor(name: string, house: House) {
    this.name = name
    this.house = house
    const database = this.wire(reset)
    this.log = new ProcessLog(house.bankLog, database)
    this.bus = this.busOf(this.wire(() => new Rejection('unavailable')))
    this.projector = new Projector({
      log: this.log,
      store: remote(database, 'view', house.balances),
      onFault: (fault) => this.note(fault),
    })
    this.reaction = new ReactionRunner({
      service: 'prompts',
      reaction: thankWhoGotCredits({
        log: new ProcessLog(house.letterLog, database),
        isPoison: (event) => house.isPoison(event),
      }),
      store: remote(database, 'reaction', house.reactionStore),
      bus: this.bus,
      logger: silentLogger(),
    })
    this.leases = new Leases({
      url: 'memory:',
      schema: 'house',
      leaseMs: LEASE_MS,
      open: (options) => house.leases.open(options, database),
      onFault: (fault) => this.note(fault),
    })
  }

  start(): void {
    const { leases, log, bus } = this
    leases.lead('view', (term) => this.projector.lead(term))
    leases.lead('relay', () => this.carry())
    leases.lead('reaction', (term) => this.reaction.lead(term))
    this.undo.push(log.onAppended(() => leases.tellAppended()))
    this.undo.push(leases.onAppendedElsewhere(() => this.lookNow()))
    const readLog = serve(kitOperations('betting').readLog, async ({ after, limit }) => ({
      events: [...(await log.readAll(after, limit))],
      head: await log.head(),
    }))
    this.undo.push(bus.serve(readLog))
  }

  async transfer(order: Transfer): Promise<Answer> {
    return (await transfer(this.log, order)).answer
  }

  /** From one moment to the next. What it had sent may still arrive. */
  crash(): void {
    this.isAlive = false
    for (const undo of this.undo.splice(0)) undo()
    this.house.leases.breakOff(this.name)
  }

  /** In order, as in a rolling update. */
  async leave(): Promise<void> {
    for (const undo of this.undo.splice(0)) undo()
    // A process that cannot say goodbye ends all the same.
    await this.leases.stop().catch((fault: unknown) => this.note(fault))
    this.isAlive = false
  }

  private carry(): Carrying {
    return (this.relay = this.bus.carry({ source: 'betting', log: this.log, onFault: (fault) => this.note(fault) }))
  }

  private lookNow(): void {
    this.projector.lookNow()
    this.relay?.lookNow()
  }

  private wire(broken: () => Error): Wire {
    const { house } = this
    return new Wire({ scheduler: house.scheduler, host: this, weather: () => house.weather, broken })
  }

  private busOf(wire: Wire): ProcessBus {
    const { stream, directory, parts, scheduler } = this.house
    return new ProcessBus({
      wire,
      directory,
      random: scheduler.random,
      channel: () => parts.channel({ wire, stream, random: scheduler.random }),
      feed: (consumer, wake) => parts.feed({ wire, stream, consumer, wake }),
      consuming: parts.consuming,
      onFault: (fault) => this.note(fault),
    })
  }

  private note(fault: unknown): void {
    this.house.scheduler.note(`${this.name} meets ${Error.isError(fault) ? fault.name : String(fault)}`)
  }
}
