/** Checkpoint and dead letters of a reaction on Postgres, in the schema of its service. */
import type { ServiceName } from '@agent-arena/contracts'
import { Checkpoint, inTransaction, type Database, type Move } from '@agent-arena/event-store'
import type { Pool } from 'pg'
import { readerOfReaction } from '../reaction.ts'
import type { DeadLetter, ReactionStore } from './reaction-store.ts'
import { discardEvent, endRetry, keepEvent, parkEvent, readNextRetry, readParkedStreams } from './reaction-store.sql.ts'

export interface PostgresReactionStoreOptions {
  readonly pool: Pool
  readonly reaction: { readonly name: string; readonly source: ServiceName }
}

export class PostgresReactionStore implements ReactionStore {
  private readonly checkpoint: Checkpoint
  private readonly pool: Pool
  private readonly source: ServiceName

  constructor({ pool, reaction }: PostgresReactionStoreOptions) {
    this.pool = pool
    this.source = reaction.source
    this.checkpoint = new Checkpoint(readerOfReaction(reaction.name))
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

  park({ event, reason, attempts }: DeadLetter, move: Move): Promise<void> {
    return inTransaction(this.pool, async (client) => {
      await this.checkpoint.move(client, move)
      const place = [this.reader, event.position, this.source, event.stream]
      await client.query(parkEvent, [...place, JSON.stringify(event), reason, attempts])
    })
  }

  async parkedStreams(): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ stream: string }>(readParkedStreams, [this.reader])
    return new Set(rows.map(({ stream }) => stream))
  }

  async nextRetry(): Promise<DeadLetter | null> {
    return (await this.pool.query<DeadLetter>(readNextRetry, [this.reader])).rows[0] ?? null
  }

  discard({ event }: DeadLetter, epoch: number): Promise<void> {
    return this.inTerm(epoch, (db) => db.query(discardEvent, [this.reader, event.position]))
  }

  keep({ event, reason, attempts }: DeadLetter, epoch: number): Promise<void> {
    return this.inTerm(epoch, async (db) => {
      await db.query(keepEvent, [this.reader, event.position, reason, attempts])
      await db.query(endRetry, [this.reader, event.stream])
    })
  }

  private inTerm(epoch: number, write: (db: Database) => Promise<unknown>): Promise<void> {
    return inTransaction(this.pool, async (client) => {
      await this.checkpoint.hold(client, epoch)
      await write(client)
    })
  }
}
