/** Durable timers: rows due at a database time, set and cleared by the service's own events, fired at least once. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { Database, EventLog, Led, Projector, Term, View } from '@agent-arena/event-store'
import type { Logger } from './logger.ts'
import { stopAll } from './stop-all.ts'
import { TimerTerm } from './timer-term.ts'

export type TimerChange =
  { readonly set: string; readonly key: string; readonly dueAt: string } | { readonly clear: string; readonly key: string }

export interface Timers {
  /** Which timers an event sets or clears. */
  on(event: StoredEvent): readonly TimerChange[]
  /** What each timer does when it is due by the log's clock too, by name. Repeats must be harmless: a rule never trusts that a timer fired. */
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

export interface TimerRunnerOptions {
  readonly log: Pick<EventLog, 'now'>
  readonly db: Database
  readonly timers: Timers
  /** Of the rows; it is led where the timers fire, so that each change wakes them. */
  readonly projector: Projector
  readonly logger: Logger
}

export class TimerRunner {
  private running: TimerTerm | null = null
  private readonly options: TimerRunnerOptions

  constructor(options: TimerRunnerOptions) {
    this.options = options
    const changesRows = (event: StoredEvent) => options.timers.on(event).length > 0
    options.projector.onAdvanced((events) => {
      if (events.some(changesRows)) this.running?.wake()
    })
  }

  /** Keeps the rows and fires them until it is stopped. Throws `Superseded`. */
  async lead(term: Term): Promise<Required<Led>> {
    const rows = await this.options.projector.lead(term)
    const running = new TimerTerm({ ...this.options, term })
    this.running = running
    running.start()
    return { stop: () => stopAll([running, rows]) }
  }
}
