/** Durable timers: rows due at a database time, set and cleared by the service's own events, fired at least once. */
import { Loop, type StoredEvent } from '@agent-arena/contracts'
import type { Database, Led, Projector, Term, View } from '@agent-arena/event-store'
import type { Logger } from './logger.ts'
import { stopAll } from './stop-all.ts'

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

/** How long it sleeps at most, because this process's clock and the database's may part. */
const LONGEST_SLEEP_MS = 10_000
const RETRY_MS = 1000
const BATCH = 100

const readDue = `
  select name, key, due_at::text as due from timers where due_at <= clock_timestamp() order by due_at limit $1`

const readNext = 'select (extract(epoch from min(due_at) - clock_timestamp()) * 1000)::float8 as ms from timers'

/** Touches no row when the timer was set anew meanwhile, or when another process leads. */
const deleteFired = `
  delete from timers where name = $1 and key = $2 and due_at = $3::timestamptz
    and exists (select from checkpoints where reader = 'timers' and epoch = $4 for share)`

interface DueTimer {
  readonly name: string
  readonly key: string
  /** As text: a JavaScript date would lose the microseconds, and the row would not be found again. */
  readonly due: string
}

export interface TimerRunnerOptions {
  readonly db: Database
  readonly timers: Timers
  /** Of the rows; it is led where the timers fire, so that each change wakes them. */
  readonly projector: Projector
  readonly logger: Logger
}

export class TimerRunner {
  private wake: () => void = () => undefined
  private readonly options: TimerRunnerOptions

  constructor(options: TimerRunnerOptions) {
    this.options = options
    options.projector.onAdvanced(() => this.wake())
  }

  /** Keeps the rows and fires them until it is stopped. Throws `Superseded`. */
  async lead(term: Term): Promise<Required<Led>> {
    const { logger, projector } = this.options
    const rows = await projector.lead(term)
    const loop = new Loop({
      work: async () => ((await this.fireDue(term)) ? this.msUntilNext() : RETRY_MS),
      onFault: (fault) => logger.error({ err: fault }, 'the timers could not be read and will be again'),
      pauseMs: () => RETRY_MS,
    })
    this.wake = () => loop.wake()
    void loop.start()
    return { stop: () => stopAll([loop, rows]) }
  }

  /** Whether all that were due could be fired; one that cannot keeps no other from firing. */
  private async fireDue(term: Term): Promise<boolean> {
    const { db, timers, logger } = this.options
    const { rows } = await db.query<DueTimer>(readDue, [BATCH])
    let all = true
    for (const { name, key, due } of rows) {
      if (!term.isHeld()) return false
      try {
        await timers.fire[name]?.(key)
        await db.query(deleteFired, [name, key, due, term.epoch])
      } catch (fault) {
        all = false
        logger.error({ err: fault, timer: name, key }, 'a timer failed and will be tried again')
      }
    }
    return all
  }

  private async msUntilNext(): Promise<number> {
    const { rows } = await this.options.db.query<{ ms: number | null }>(readNext)
    return Math.min(LONGEST_SLEEP_MS, Math.max(0, rows[0]?.ms ?? LONGEST_SLEEP_MS))
  }
}
