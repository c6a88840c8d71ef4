/**
 * One term of a reaction. Its checkpoint moves after the commands of an event are answered, so a crash repeats and never forgets. What
 * cannot be acted on is parked, and with it every later event of its stream, in order; other streams go on.
 */
import { knownEvents, Loop, serviceContext, type StoredEvent } from '@agent-arena/contracts'
import { createQueue, Superseded, type Term } from '@agent-arena/event-store'
import type { Subscription } from '@agent-arena/message-bus'
import { attempt, defaultPatience, type Failure } from './attempts.ts'
import type { ReactionRunnerOptions } from './reaction-runner.ts'
import type { DeadLetter } from './reaction-store/reaction-store.ts'

/** How often it is looked whether somebody asked for another try, while there is something to try. */
const LOOK_MS = 1000
const NOTHING_PARKED_MS = 60_000

const BEHIND = 'It waits behind an earlier event of its stream.'

export interface ReactionTermOptions extends ReactionRunnerOptions {
  readonly term: Term
  /** Where the checkpoint stood when the term began, and which streams were parked. */
  readonly position: number
  readonly parked: ReadonlySet<string>
  readonly onAdvanced: (position: number) => void
}

export class ReactionTerm {
  private position: number
  private parked: ReadonlySet<string>
  private subscription: Subscription | null = null
  private readonly ending = new AbortController()
  /** Parking and the end of a retry look at the same streams: one after the other. */
  private readonly inTurn = createQueue()
  private readonly retries: Loop
  private readonly options: ReactionTermOptions

  constructor(options: ReactionTermOptions) {
    this.options = options
    this.position = options.position
    this.parked = options.parked
    this.retries = new Loop({
      work: () => this.retry(),
      onFault: (fault) => this.tell(fault),
      pauseMs: () => LOOK_MS,
    })
  }

  start(): void {
    const { bus, reaction, service } = this.options
    this.subscription = bus.consume({
      source: reaction.source,
      consumer: `${service}.${reaction.name}`,
      after: () => this.inTurn('parking', () => this.lookUp()),
      handle: (events) => this.handle(events),
      onFault: (fault) => this.tell(fault),
    })
    void this.retries.start()
  }

  async stop(): Promise<void> {
    this.ending.abort(new Error(`The term of ${this.options.reaction.name} ends.`))
    await Promise.all([this.subscription?.stop(), this.retries.stop()])
  }

  /** After a fault the store knows what was written. The position first: what is parked meanwhile moves it, and then the next move fails. */
  private async lookUp(): Promise<number> {
    const { store } = this.options
    this.position = await store.position()
    this.parked = await store.parkedStreams()
    if (this.parked.size > 0) this.retries.wake()
    return this.position
  }

  private async handle(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) if (event.position > this.position) await this.take(event)
    const last = events.at(-1)
    if (last) await this.move(last.position)
  }

  private async take(event: StoredEvent): Promise<void> {
    if (await this.parkBehind(event)) return
    let acted = false
    const failure = await this.attempt(event, () => (acted = true))
    if (failure) await this.inTurn('parking', () => this.park({ event, ...failure }))
    else if (acted) await this.move(event.position)
  }

  /** Null when everything is answered that the event asks for. */
  private attempt(event: StoredEvent, onActed: () => void = () => undefined): Promise<Failure | null> {
    const { reaction, service, logger, patience = defaultPatience } = this.options
    const work = async () => {
      this.requireTerm()
      knownEvents.requireReadable(event)
      const context = { correlationId: event.meta.correlationId, causationId: event.id }
      for (const task of reaction.react(event)) {
        onActed()
        await task(serviceContext(service, context))
      }
    }
    const onFault = (fault: unknown) =>
      logger.warn({ err: fault, reaction: reaction.name, position: event.position }, 'a reaction failed and may be tried again')
    return attempt(work, { patience, signal: this.ending.signal, onFault })
  }

  private parkBehind(event: StoredEvent): Promise<boolean> {
    return this.inTurn('parking', async () => {
      if (!this.parked.has(event.stream)) return false
      await this.park({ event, reason: BEHIND, attempts: 0 })
      return true
    })
  }

  private async park(letter: DeadLetter): Promise<void> {
    const { store, term, reaction, logger } = this.options
    const { stream, position } = letter.event
    await store.park(letter, { from: this.position, to: position, epoch: term.epoch })
    this.advance(position)
    this.parked = new Set([...this.parked, stream])
    this.retries.wake()
    logger.error(
      { reaction: reaction.name, stream, position, reason: letter.reason },
      'an event is parked; see `arena dead list`',
    )
  }

  /** Tries the next event that somebody asked for; answers when to look again. */
  private async retry(): Promise<number> {
    const { store, term } = this.options
    if (this.parked.size === 0) return NOTHING_PARKED_MS
    const letter = await store.nextRetry()
    if (!letter) return LOOK_MS
    const failure = await this.attempt(knownEvents.upcast(letter.event))
    if (failure) await store.keep({ ...letter, ...failure }, term.epoch)
    else
      await this.inTurn('parking', async () => {
        await store.discard(letter, term.epoch)
        this.parked = await store.parkedStreams()
      })
    return 0
  }

  private async move(to: number): Promise<void> {
    if (to <= this.position) return
    const { store, term } = this.options
    await store.move({ from: this.position, to, epoch: term.epoch })
    this.advance(to)
  }

  private advance(to: number): void {
    this.position = to
    this.options.onAdvanced(to)
  }

  private requireTerm(): void {
    const { term, store } = this.options
    if (!term.isHeld()) throw new Superseded(store.reader, term.epoch)
  }

  private tell(fault: unknown): void {
    const { reaction, logger, term } = this.options
    if (this.ending.signal.aborted) return
    if (fault instanceof Superseded) return term.resign()
    logger.error({ err: fault, reaction: reaction.name }, 'a reaction could not go on and tries again')
  }
}
