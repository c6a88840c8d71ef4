/** A view in memory: its content is one value, which the events change; for rules, tests and simulations. */
import type { StoredEvent } from '@agent-arena/contracts'
import { Superseded } from '../term.ts'
import { CheckpointMoved, type Move, type ViewStore } from '../view-store.ts'

export interface MemoryView<S> {
  readonly name: string
  readonly initial: S
  /** Answers the next content; may not change the present one. */
  readonly apply: (content: S, events: readonly StoredEvent[]) => S
}

export class MemoryViewStore<S> implements ViewStore {
  private at = 0
  private epoch = 0
  private shown: S
  private readonly view: MemoryView<S>

  constructor(view: MemoryView<S>) {
    this.view = view
    this.shown = view.initial
  }

  get name(): string {
    return this.view.name
  }

  get content(): S {
    return this.shown
  }

  async prepare(): Promise<void> {}

  async position(): Promise<number> {
    return this.at
  }

  async claim(epoch: number): Promise<number> {
    if (epoch < this.epoch) throw new Superseded(this.name, epoch)
    this.epoch = epoch
    return this.at
  }

  async commit({ from, to, epoch }: Move, events: readonly StoredEvent[]): Promise<void> {
    if (epoch < this.epoch) throw new Superseded(this.name, epoch)
    if (from !== this.at || epoch !== this.epoch) throw new CheckpointMoved(this.name)
    this.shown = this.view.apply(this.shown, events)
    this.at = to
  }
}
