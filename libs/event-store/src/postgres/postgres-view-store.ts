/** A view's rows and checkpoint on Postgres: one transaction for both. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { StoredEvent } from '@agent-arena/contracts'
import type { Pool } from 'pg'
import type { EventLog } from '../event-log.ts'
import { Checkpoint } from './checkpoint.ts'
import { inTransaction } from './transaction.ts'
import { rebuildView, RebuildUnderWay } from '../rebuild.ts'
import type { View } from '../view.ts'
import type { Move, ViewStore } from '../view-store.ts'

const RETRY_MS = 1000

export interface PostgresViewStoreOptions {
  readonly log: EventLog
  readonly pool: Pool
  readonly view: View
}

export class PostgresViewStore implements ViewStore {
  private readonly checkpoint: Checkpoint
  private readonly options: PostgresViewStoreOptions

  constructor(options: PostgresViewStoreOptions) {
    this.options = options
    this.checkpoint = new Checkpoint(options.view.name, options.view.version)
  }

  get name(): string {
    return this.options.view.name
  }

  /** A view that is new here begins at 0; one whose version rose is built beside the old one, which it then replaces. */
  async prepare(): Promise<void> {
    const { pool, view } = this.options
    const version = await inTransaction(pool, async (client) => {
      await client.query('select pg_advisory_xact_lock(hashtextextended(current_schema() || $1, 0))', [`view ${view.name}`])
      const found = await this.checkpoint.read(client)
      if (found) return found.version
      await client.query(view.ddl)
      await this.checkpoint.begin(client)
      return view.version
    })
    if (version !== view.version) await this.renew()
  }

  position(): Promise<number> {
    return this.checkpoint.position(this.options.pool)
  }

  claim(epoch: number): Promise<number> {
    return this.checkpoint.claim(this.options.pool, epoch)
  }

  commit(move: Move, events: readonly StoredEvent[]): Promise<void> {
    const { pool, view } = this.options
    return inTransaction(pool, async (client) => {
      await this.checkpoint.move(client, move)
      await view.apply(client, events)
    })
  }

  /** Another replica may be at it; then its result counts. */
  private async renew(): Promise<void> {
    try {
      await rebuildView(this.options)
    } catch (error) {
      if (!(error instanceof RebuildUnderWay)) throw error
      await sleep(RETRY_MS)
      await this.prepare()
    }
  }
}
