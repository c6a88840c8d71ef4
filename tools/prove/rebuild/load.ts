/** What goes on while a view is rebuilt: somebody appends, and somebody reads the view all the time. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { EventLog } from '@agent-arena/event-store'
import type { Pool } from 'pg'
import type { Staked } from './stakes.view.ts'

const MARKETS = 50
const PAUSE_MS = 5
const meta = { actor: 'service:betting', correlationId: 'proof' }

export const staked = (index: number): Staked => ({
  type: 'Staked',
  data: { market: `market ${index % MARKETS}`, stake: 1 + (index % 997) },
})

/** Appends whole streams, many at once, so that they share commits. */
export const appendMany = async (log: EventLog, count: number): Promise<void> => {
  const size = Math.min(100, count)
  for (let from = 0; from < count; from += size * 20) {
    const starts = Array.from({ length: 20 }, (_, index) => from + index * size).filter((start) => start < count)
    await Promise.all(
      starts.map((start) => {
        const facts = Array.from({ length: Math.min(size, count - start) }, (_, index) => staked(start + index))
        return log.append([{ stream: `stakes-${crypto.randomUUID()}`, expectedVersion: 0, facts }], { meta })
      }),
    )
  }
}

export interface Load {
  /** Ends it. Answers how many reads there were and what failed. */
  stop(): Promise<{ readonly reads: number; readonly failed: readonly unknown[]; readonly appended: number }>
}

export const startLoad = (log: EventLog, pool: Pool, tables: readonly string[]): Load => {
  const over = new AbortController()
  let [reads, appended] = [0, 0]
  const failed: unknown[] = []
  const read = async () => {
    for (; !over.signal.aborted; reads++) {
      const some = tables.map((table) => `(select count(*) from (select from ${table} limit 10) as few)`)
      await pool.query(`select ${some.join(', ')}`).catch((error: unknown) => failed.push(error))
    }
  }
  const append = async () => {
    for (; !over.signal.aborted; await sleep(PAUSE_MS)) {
      await appendMany(log, 5)
      appended += 5
    }
  }
  const all = Promise.all([read(), read(), append()])
  const stop = async () => {
    over.abort()
    await all
    return { reads, failed, appended }
  }
  return { stop }
}
