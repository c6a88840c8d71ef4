/** The one way into a log from this process: one statement in flight, and what arrived meanwhile is the next group. */
import { setImmediate as turn } from 'node:timers/promises'
import type { StoredEvent } from '@agent-arena/contracts'
import { DatabaseError, type Pool, type PoolClient } from 'pg'
import { KeyTaken, VersionConflict } from '../event-log.ts'
import { appendGroup, type GroupAnswer } from './append-group.ts'
import { appendWithRows } from './append-with-rows.ts'
import type { Caller } from './caller.ts'

/** Events of one statement at most; a single caller may bring more. */
const GROUP_EVENTS = 2000

interface Waiting {
  readonly caller: Caller
  readonly resolve: (events: readonly StoredEvent[]) => void
  readonly reject: (error: unknown) => void
  /** Whether it must not share a statement. */
  readonly alone: boolean
}

export interface AppendLaneOptions {
  readonly pool: Pool
  /** The latest time that somebody decided with: no event is stored as if it were earlier. */
  readonly notBefore: () => string | null
  readonly onClock: (clock: Date) => void
  /** Told once a group, in the order of positions. */
  readonly onCommitted: (events: readonly StoredEvent[]) => void
}

/** A refusal after which nothing is written and the connection is good. */
const isRefusal = (error: unknown): boolean =>
  error instanceof VersionConflict || error instanceof KeyTaken || (error instanceof DatabaseError && error.severity === 'ERROR')

const ignore = () => undefined

export class AppendLane {
  private waiting: Waiting[] = []
  private running = false
  private readonly options: AppendLaneOptions

  constructor(options: AppendLaneOptions) {
    this.options = options
  }

  /** Takes its place at once: appends are decided in the order in which they were called. */
  append(caller: Caller): Promise<readonly StoredEvent[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ caller, resolve, reject, alone: caller.inline.length > 0 })
      if (this.running) return
      this.running = true
      setImmediate(() => void this.run())
    })
  }

  /** Holds one connection as long as somebody waits. The turn between two groups lets those join who were just answered. */
  private async run(): Promise<void> {
    let client: PoolClient | undefined
    while (this.waiting.length > 0) {
      client ??= await this.connect()
      if (client && !(await this.commitNext(client))) client = undefined
      await turn()
    }
    this.running = false
    client?.off('error', ignore).release()
  }

  /** Without a connection nobody who waits can be served. */
  private async connect(): Promise<PoolClient | undefined> {
    try {
      const client = await this.options.pool.connect()
      return client.on('error', ignore) // The statement in flight tells of it.
    } catch (error) {
      for (const { reject } of this.waiting.splice(0)) reject(error)
      return undefined
    }
  }

  /** Answers whether the connection is still good. */
  private async commitNext(client: PoolClient): Promise<boolean> {
    const group = this.takeGroup()
    try {
      this.settle(group, await this.write(client, group))
      return true
    } catch (error) {
      const refused = isRefusal(error)
      // What the server refuses as a whole is tried one by one, so that only those fail whose fault it is.
      if (refused && group.length > 1) this.waiting.unshift(...group.map((waiting) => ({ ...waiting, alone: true })))
      else for (const { reject } of group) reject(error)
      if (!refused) client.release(true)
      return refused
    }
  }

  private takeGroup(): readonly Waiting[] {
    let [count, events] = [0, 0]
    for (const { caller, alone } of this.waiting) {
      events += caller.events.length
      if (count > 0 && (alone || events > GROUP_EVENTS)) break
      count++
      if (alone) break
    }
    return this.waiting.splice(0, count)
  }

  private write(client: PoolClient, group: readonly Waiting[]): Promise<GroupAnswer> {
    const callers = group.map(({ caller }) => caller)
    const notBefore = this.options.notBefore()
    const [first] = callers
    return first && first.inline.length > 0 ? appendWithRows(client, first, notBefore) : appendGroup(client, callers, notBefore)
  }

  private settle(group: readonly Waiting[], { settled, clock }: GroupAnswer): void {
    this.options.onClock(clock)
    const events = settled.flatMap((result) => (result instanceof Error ? [] : result))
    if (events.length > 0) this.options.onCommitted(events)
    for (const [index, { resolve, reject }] of group.entries()) {
      const result = settled[index]
      if (result instanceof Error) reject(result)
      else resolve(result ?? [])
    }
  }
}
