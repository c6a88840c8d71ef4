/** Checkpoint and dead letters of a reaction in memory: for tests and simulations. */
import { CheckpointMoved, Superseded, type Move } from '@agent-arena/event-store'
import { readerOfReaction } from '../reaction.ts'
import type { DeadLetter, ReactionStore } from './reaction-store.ts'

export class MemoryReactionStore implements ReactionStore {
  readonly reader: string
  private at = 0
  private epoch = 0
  private letters: readonly DeadLetter[] = []
  private readonly asked = new Set<string>()

  constructor(reaction: string) {
    this.reader = readerOfReaction(reaction)
  }

  /** In the order of the log. */
  get parked(): readonly DeadLetter[] {
    return this.letters
  }

  /** What `arena dead retry` does. */
  askRetry(stream: string): void {
    this.asked.add(stream)
  }

  async position(): Promise<number> {
    return this.at
  }

  async claim(epoch: number): Promise<number> {
    this.requireTerm(epoch)
    this.epoch = epoch
    return this.at
  }

  async move({ from, to, epoch }: Move): Promise<void> {
    this.requireTerm(epoch)
    if (from !== this.at || epoch !== this.epoch) throw new CheckpointMoved(this.reader)
    this.at = to
  }

  async park(letter: DeadLetter, move: Move): Promise<void> {
    await this.move(move)
    this.letters = [...this.letters, letter]
  }

  async parkedStreams(): Promise<ReadonlySet<string>> {
    return new Set(this.letters.map(({ event }) => event.stream))
  }

  async nextRetry(): Promise<DeadLetter | null> {
    return this.letters.find(({ event }) => this.asked.has(event.stream)) ?? null
  }

  async discard({ event }: DeadLetter, epoch: number): Promise<void> {
    this.requireTerm(epoch)
    this.letters = this.letters.filter((letter) => letter.event.position !== event.position)
    if (!this.letters.some((letter) => letter.event.stream === event.stream)) this.asked.delete(event.stream)
  }

  async keep({ event, reason, attempts }: DeadLetter, epoch: number): Promise<void> {
    this.requireTerm(epoch)
    this.asked.delete(event.stream)
    this.letters = this.letters.map((letter) =>
      letter.event.position === event.position ? { event, reason, attempts: letter.attempts + attempts } : letter,
    )
  }

  private requireTerm(epoch: number): void {
    if (epoch < this.epoch) throw new Superseded(this.reader, epoch)
  }
}
