/** Durable timers: rows due at a database time, set and cleared by the service's own events, fired at least once. */
import { Loop, type StoredEvent } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import type { Logger } from './logger.ts'

export type TimerChange =
  { readonly set: string; readonly key: string; readonly dueAt: string } | { readonly clear: string; readonly key: string }

export interface Timers {
  /** Which timers an event sets or clears. */
  on(event: StoredEvent): readonly TimerChange[]
  /** What each timer does when it is due, by name. Repeats must be harmless: a rule never trusts that a timer fired. */
  readonly fire: Readonly<Record<string, (key: string) => Promise<unknown>>>
}

/** The rows as a view of the log: what the events set and did not clear. */
export const timersView = (timers: Timers): View => ({
  name: 'timers',
  version: 1,
  tables: ['timers'],
  ddl: `create table timers (name text not null, key text not null, due_at timestamptz not null, primary key (name, key));
    create index timers_due on timers (due_at)`,
  async apply(db, events) {
    for (const change of events.flatMap((event) => timers.on(event))) {
      if ('set' in change)
        await db.query(
          'insert into timers (name, key, due_at) values ($1, $2, $3) on conflict (name, key) do update set due_at = excluded.due_at',
          [change.set, change.key, change.dueAt],
        )
      else await db.query('delete from timers where name = $1 and key = $2', [change.clear, change.key])
    }
  },
})

/** How long it sleeps at most, so that a row set elsewhere is seen. */
const LONGEST_SLEEP_MS = 1000
const RETRY_MS = 1000
const BATCH = 100

interface DueTimer {
  readonly name: string
  readonly key: string
  /** As text: a JavaScript date would lose the microseconds, and the row would not be found again. */
  readonly due: string
}

export class TimerRunner {
  private readonly loop: Loop
  private readonly options: { readonly db: Database; readonly timers: Timers; readonly logger: Logger }

  constructor(options: TimerRunner['options']) {
    this.options = options
    this.loop = new Loop({
      work: async () => ((await this.fireDue()) ? this.msUntilNext() : RETRY_MS),
      onFault: (fault) => options.logger.error({ err: fault }, 'the timers could not be read and will be again'),
      pauseMs: () => RETRY_MS,
    })
  }

  start(): void {
    void this.loop.start()
  }

  stop(): Promise<void> {
    return this.loop.stop()
  }

  /** The rows changed: look again when the next one is due. */
  wake(): void {
    this.loop.wake()
  }

  /** Whether all that were due could be fired; one that cannot keeps no other from firing. */
  private async fireDue(): Promise<boolean> {
    const { db, timers, logger } = this.options
    const { rows } = await db.query<DueTimer>(
      'select name, key, due_at::text as due from timers where due_at <= clock_timestamp() order by due_at limit $1',
      [BATCH],
    )
    let all = true
    for (const { name, key, due } of rows) {
      try {
        await timers.fire[name]?.(key)
        await db.query('delete from timers where name = $1 and key = $2 and due_at = $3::timestamptz', [name, key, due])
      } catch (fault) {
        all = false
        logger.error({ err: fault, timer: name, key }, 'a timer failed and will be tried again')
      }
    }
    return all
  }

  private async msUntilNext(): Promise<number> {
    const { rows } = await this.options.db.query<{ ms: number | null }>(
      'select (extract(epoch from min(due_at) - clock_timestamp()) * 1000)::float8 as ms from timers',
    )
    return Math.min(LONGEST_SLEEP_MS, Math.max(0, rows[0]?.ms ?? LONGEST_SLEEP_MS))
  }
}
