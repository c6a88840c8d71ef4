/** A reaction follows a service's log and turns events into commands of its own service. */
import { serviceContext, type RequestContext, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
import { Progress, Superseded, type Led, type Term } from '@agent-arena/event-store'
import type { MessageBus } from '@agent-arena/message-bus'
import type { Logger } from './logger.ts'
import type { ReactionStore } from './reaction-store/reaction-store.ts'

/** A command together with the one who carries it out. Repeats must be harmless. */
export type Task = (context: RequestContext) => Promise<unknown>

export interface Reaction {
  /** A sentence: `settle-market-when-run-ends`. */
  readonly name: string
  readonly source: ServiceName
  react(event: StoredEvent): readonly Task[]
}

export interface ReactionRunnerOptions {
  readonly service: ServiceName
  readonly reaction: Reaction
  readonly store: ReactionStore
  readonly bus: MessageBus
  readonly logger: Logger
}

/** Runs one reaction: its checkpoint moves after the commands of an event are answered, so a crash repeats and never forgets. */
export class ReactionRunner {
  private position = 0
  private readonly progress: Progress
  private readonly options: ReactionRunnerOptions

  constructor(options: ReactionRunnerOptions) {
    this.options = options
    this.progress = new Progress(() => options.store.position())
  }

  get name(): string {
    return this.options.reaction.name
  }

  get source(): ServiceName {
    return this.options.reaction.source
  }

  /** Follows the source until it is stopped. Throws `Superseded`. */
  async lead(term: Term): Promise<Required<Led>> {
    const { bus, reaction, service, store } = this.options
    this.position = await store.claim(term.epoch)
    this.progress.lead(this.position)
    const subscription = bus.consume({
      source: reaction.source,
      consumer: `${service}.${reaction.name}`,
      after: async () => (this.position = await store.position()),
      handle: (events) => this.handle(events, term),
      onFault: (fault) => this.tell(fault, term),
    })
    return {
      stop: async () => {
        this.progress.standBy()
        await subscription.stop()
      },
    }
  }

  /** Nobody is to wait for it any more. */
  release(): void {
    this.progress.release()
  }

  /** Resolves once everything up to a position of the source is answered: true, or false when it is not in time. */
  reachedPosition(position: number, timeoutMs: number): Promise<boolean> {
    return this.progress.wait(position, timeoutMs)
  }

  private async handle(events: readonly StoredEvent[], term: Term): Promise<void> {
    const { reaction, service } = this.options
    for (const event of events) {
      if (!term.isHeld()) throw new Superseded(this.name, term.epoch)
      const tasks = reaction.react(event)
      const context = { correlationId: event.meta.correlationId, causationId: event.id }
      for (const task of tasks) await task(serviceContext(service, context))
      if (tasks.length > 0) await this.move(event.position, term)
    }
    const last = events.at(-1)
    if (last) await this.move(last.position, term)
  }

  private async move(to: number, { epoch }: Term): Promise<void> {
    if (to <= this.position) return
    await this.options.store.move({ from: this.position, to, epoch })
    this.position = to
    this.progress.advance(to)
  }

  private tell(fault: unknown, term: Term): void {
    if (fault instanceof Superseded) return term.resign()
    this.options.logger.error({ err: fault, reaction: this.name }, 'a reaction failed and will be tried again')
  }
}
