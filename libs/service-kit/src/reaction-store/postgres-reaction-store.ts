/** The checkpoint of a reaction on Postgres, in the schema of its service. */
import { Checkpoint, type Move } from '@agent-arena/event-store'
import type { Pool } from 'pg'
import type { ReactionStore } from './reaction-store.ts'

export class PostgresReactionStore implements ReactionStore {
  private readonly checkpoint: Checkpoint
  private readonly pool: Pool

  constructor(pool: Pool, reaction: string) {
    this.pool = pool
    this.checkpoint = new Checkpoint(`reaction ${reaction}`)
  }

  get reader(): string {
    return this.checkpoint.reader
  }

  position(): Promise<number> {
    return this.checkpoint.position(this.pool)
  }

  async claim(epoch: number): Promise<number> {
    await this.checkpoint.begin(this.pool)
    return this.checkpoint.claim(this.pool, epoch)
  }

  move(move: Move): Promise<void> {
    return this.checkpoint.move(this.pool, move)
  }
}
