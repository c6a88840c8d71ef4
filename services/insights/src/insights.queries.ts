/** What insights is asked. */
import { getFeed, listRecent } from '@agent-arena/contracts'
import type { Database } from '@agent-arena/event-store'
import { serve, type Served } from '@agent-arena/message-bus'
import { readAfter, readBefore, readLatest } from './views/feed.view.ts'

/** Numbers above every feed's last one fit the column all the same. */
const MAX_SEQ = 2_147_483_647

export const insightsQueries = (db: Database): readonly Served[] => [
  serve(getFeed, ({ sandboxId, after = 0, before, limit }) =>
    before === undefined
      ? readAfter(db, sandboxId, { after: Math.min(after, MAX_SEQ), limit })
      : readBefore(db, sandboxId, { before: Math.min(before, MAX_SEQ), limit }),
  ),
  serve(listRecent, async ({ limit }) => ({ items: await readLatest(db, limit) })),
]
