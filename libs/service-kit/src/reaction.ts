/** A reaction follows a service's log and turns events into commands of its own service. */
import { Reached, serviceContext, type RequestContext, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
import type { Database } from '@agent-arena/event-store'
import type { MessageBus, Subscription } from '@agent-arena/message-bus'
import type { Logger } from './logger.ts'

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
  readonly db: Database
  readonly bus: MessageBus
  readonly logger: Logger
}

/** Runs one reaction: its checkpoint moves after the commands of an event are answered, so a crash repeats and never forgets. */
export class ReactionRunner {
  private subscription: Subscription | null = null
  private progress = new Reached()
  private readonly options: ReactionRunnerOptions

  constructor(options: ReactionRunnerOptions) {
    this.options = options
  }

  get source(): ServiceName {
    return this.options.reaction.source
  }

  start(): void {
    const { bus, reaction, logger, service } = this.options
    this.subscription = bus.consume({
      source: reaction.source,
      consumer: `${service}.${reaction.name}`,
      after: () => this.readCheckpoint(),
      handle: (events) => this.handle(events),
      onFault: (fault) => logger.error({ err: fault, reaction: reaction.name }, 'a reaction failed and will be tried again'),
    })
  }

  async stop(): Promise<void> {
    await this.subscription?.stop()
    this.progress.release()
  }

  /** Resolves once everything up to a position of the source is answered: true, or false when it is not in time. */
  reachedPosition(position: number, timeoutMs: number): Promise<boolean> {
    return this.progress.wait(position, timeoutMs)
  }

  private async handle(events: readonly StoredEvent[]): Promise<void> {
    const { reaction, service } = this.options
    for (const event of events) {
      const tasks = reaction.react(event)
      const context = { correlationId: event.meta.correlationId, causationId: event.id }
      for (const task of tasks) await task(serviceContext(service, context))
      if (tasks.length > 0) await this.writeCheckpoint(event.position)
    }
    const last = events.at(-1)
    if (last) await this.writeCheckpoint(last.position)
  }

  private get reader(): string {
    return `reaction ${this.options.reaction.name}`
  }

  private async readCheckpoint(): Promise<number> {
    const { rows } = await this.options.db.query<{ position: string }>('select position from checkpoints where reader = $1', [
      this.reader,
    ])
    this.progress.advance(Number(rows[0]?.position ?? 0))
    return this.progress.current
  }

  private async writeCheckpoint(position: number): Promise<void> {
    if (position <= this.progress.current) return
    await this.options.db.query(
      `insert into checkpoints (reader, position) values ($1, $2)
       on conflict (reader) do update set position = excluded.position, updated_at = clock_timestamp() where checkpoints.position < excluded.position`,
      [this.reader, position],
    )
    this.progress.advance(position)
  }
}
