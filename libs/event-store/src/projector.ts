/** Feeds one view from its log: rows and checkpoint commit together, so each event counts exactly once. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Loop, Reached } from '@agent-arena/contracts'
import type { Pool, PoolClient } from 'pg'
import type { EventLog } from './event-log.ts'
import { inTransaction } from './postgres/transaction.ts'
import { PageReader } from './page-reader.ts'
import { rebuildView, RebuildUnderWay } from './rebuild.ts'
import type { View } from './view.ts'

const IDLE_POLL_MS = 500
const RETRY_MS = 1000
const MANY_FAULTS = 5
/** How long a reader waits for a view that lags. */
const PATIENCE_MS = 5000

export interface ProjectorOptions {
  readonly log: EventLog
  readonly pool: Pool
  readonly view: View
  /** Told when applying fails; the projector tries again and never skips. */
  readonly onFault: (fault: unknown, view: View) => void
}

export class Projector {
  private position = 0
  private faults = 0
  private readonly progress = new Reached()
  private unsubscribe: () => void = () => undefined
  private readonly changed = new Set<() => void>()
  private readonly loop: Loop
  private readonly options: ProjectorOptions
  private readonly pages: PageReader

  constructor(options: ProjectorOptions) {
    this.options = options
    this.pages = new PageReader((after, limit) => options.log.readMany(after, limit))
    this.loop = new Loop({
      work: async () => {
        const events = await this.step()
        this.faults = 0
        this.progress.advance(this.position)
        return events === 0 ? IDLE_POLL_MS : 0
      },
      onFault: (fault) => {
        this.faults++
        options.onFault(fault, options.view)
      },
      pauseMs: () => RETRY_MS,
    })
  }

  /** Creates or renews the tables, then follows the log until `stop`. */
  async start(): Promise<void> {
    this.position = await this.prepare()
    this.unsubscribe = this.options.log.onAppended(() => this.loop.wake())
    void this.loop.start()
  }

  async stop(): Promise<void> {
    this.unsubscribe()
    await this.loop.stop()
    await this.pages.settled()
    this.progress.release()
  }

  /** Whether it fails again and again: what it shows stays as it is. */
  get isStuck(): boolean {
    return this.faults > MANY_FAULTS
  }

  get name(): string {
    return this.options.view.name
  }

  /** Calls back after each run of events that the view has taken in. */
  onAdvanced(listener: () => void): void {
    this.changed.add(listener)
  }

  /** Resolves once the view shows everything up to the position: true, or false when it does not in time. */
  reached(position: number, timeoutMs = PATIENCE_MS): Promise<boolean> {
    if (this.progress.current < position) this.loop.wake()
    return this.progress.wait(position, timeoutMs)
  }

  private async step(): Promise<number> {
    const { pool, view } = this.options
    const events = await this.pages.after(this.position)
    const last = events.at(-1)
    if (!last) return 0
    await inTransaction(pool, async (client) => {
      await this.advance(client, last.position)
      await view.apply(client, events)
    })
    this.position = last.position
    for (const listener of this.changed) listener()
    return events.length
  }

  /** Moves the checkpoint from where this projector believes it is; another writer's move aborts the step. */
  private async advance(client: PoolClient, to: number) {
    const { rowCount } = await client.query(
      'update checkpoints set position = $3, updated_at = clock_timestamp() where reader = $1 and version = $2 and position = $4',
      [this.options.view.name, this.options.view.version, to, this.position],
    )
    if (rowCount === 1) return
    this.position = await this.readCheckpoint(client)
    throw new Error(`The checkpoint of the view ${this.options.view.name} was moved by somebody else.`)
  }

  private async readCheckpoint(client: PoolClient): Promise<number> {
    const { rows } = await client.query<{ position: string }>('select position from checkpoints where reader = $1', [
      this.options.view.name,
    ])
    return Number(rows[0]?.position ?? 0)
  }

  /** A view that is new here begins at 0; one whose version rose is built beside the old one, which it then replaces. */
  private async prepare(): Promise<number> {
    const { pool, view } = this.options
    const found = await inTransaction(pool, async (client) => {
      await client.query('select pg_advisory_xact_lock(hashtextextended(current_schema() || $1, 0))', [`view ${view.name}`])
      const { rows } = await client.query<{ position: string; version: number }>(
        'select position, version from checkpoints where reader = $1',
        [view.name],
      )
      if (rows[0]) return rows[0]
      await client.query(view.ddl)
      await client.query('insert into checkpoints (reader, version, position) values ($1, $2, 0)', [view.name, view.version])
      return { position: '0', version: view.version }
    })
    return found.version === view.version ? Number(found.position) : this.renew()
  }

  /** Another replica may be at it; then its result counts. */
  private async renew(): Promise<number> {
    try {
      return await rebuildView(this.options)
    } catch (error) {
      if (!(error instanceof RebuildUnderWay)) throw error
      await sleep(RETRY_MS)
      return this.prepare()
    }
  }
}
