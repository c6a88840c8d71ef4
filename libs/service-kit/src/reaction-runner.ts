/** Runs one reaction wherever this process leads it, and tells how far it has come. */
import type { ServiceName } from '@agent-arena/contracts'
import { Progress, type Led, type Term } from '@agent-arena/event-store'
import type { MessageBus } from '@agent-arena/message-bus'
import type { Patience } from './attempts.ts'
import type { Logger } from './logger.ts'
import type { ReactionStore } from './reaction-store/reaction-store.ts'
import { ReactionTerm } from './reaction-term.ts'
import type { Reaction } from './reaction.ts'

export interface ReactionRunnerOptions {
  readonly service: ServiceName
  readonly reaction: Reaction
  readonly store: ReactionStore
  readonly bus: MessageBus
  readonly logger: Logger
  /** Default: five attempts, each within 30 seconds. */
  readonly patience?: Patience
}

export class ReactionRunner {
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

  /** Whether it runs in this process. */
  get isLed(): boolean {
    return this.progress.isLed
  }

  /** Follows the source until it is stopped. Throws `Superseded`. */
  async lead(term: Term): Promise<Required<Led>> {
    const { store } = this.options
    const position = await store.claim(term.epoch)
    const parked = await store.parkedStreams()
    const run = new ReactionTerm({ ...this.options, term, position, parked, onAdvanced: (to) => this.progress.advance(to) })
    this.progress.lead(position)
    run.start()
    const stop = async () => {
      this.progress.standBy()
      await run.stop()
    }
    return { stop }
  }

  /** Nobody is to wait for it any more. */
  release(): void {
    this.progress.release()
  }

  /** Resolves once everything up to a position of the source is answered or parked: true, or false when it is not in time. */
  reachedPosition(position: number, timeoutMs: number): Promise<boolean> {
    return this.progress.wait(position, timeoutMs)
  }
}
