/** The views of betting as they follow a log while it is written, and what is wrong with them once they have come to its end. */
import {
  Checkpoint,
  hashOfView,
  PostgresViewStore,
  Projector,
  rebuildView,
  type PostgresEventLog,
} from '@agent-arena/event-store'
import type { Pool } from 'pg'
import { PAYER } from '../audit/paid-records.ts'
import { reconcile } from '../audit/reconcile.ts'
import { bettingViews } from '../betting.module.ts'

/** What comes late on a busy machine is no fault, what never comes is. */
const PATIENCE_MS = 50_000

/** Whoever pays has come to the end of the log: the audit asks of what was paid only up to there. */
const notePaid = async (pool: Pool, head: number): Promise<void> => {
  const payer = new Checkpoint(PAYER)
  await payer.begin(pool)
  await payer.move(pool, { from: await payer.position(pool), to: head, epoch: 0 })
}

export interface FollowedViews {
  /** I5, when everybody is paid and nobody writes: sentences, none when the views agree with the log by the audit and by a rebuild. */
  differences(): Promise<readonly string[]>
  stop(): Promise<void>
}

export const followViews = async (log: PostgresEventLog, pool: Pool): Promise<FollowedViews> => {
  const faults: unknown[] = []
  const projectors = bettingViews.map(
    (view) => new Projector({ log, store: new PostgresViewStore({ log, pool, view }), onFault: (fault) => faults.push(fault) }),
  )
  await Promise.all(projectors.map((projector) => projector.start()))

  const rebuilt = async (): Promise<readonly string[]> => {
    const wrong: string[] = []
    for (const view of bettingViews) {
      const followed = await hashOfView(pool, view)
      await rebuildView({ log, pool, view })
      if ((await hashOfView(pool, view)) !== followed) wrong.push(`Built anew, the view ${view.name} shows something else.`)
    }
    return wrong
  }

  return {
    differences: async () => {
      const head = await log.head()
      const reached = await Promise.all(projectors.map((projector) => projector.reached(head, PATIENCE_MS)))
      const behind = projectors.flatMap(({ name }, index) => (reached[index] ? [] : [`The view ${name} did not follow.`]))
      await notePaid(pool, head)
      const { differences } = await reconcile(pool)
      return [...faults.map(String), ...behind, ...differences.map(({ text }) => text), ...(await rebuilt())]
    },
    stop: async () => void (await Promise.all(projectors.map((projector) => projector.stop()))),
  }
}
