/** Logs of betting that were recorded in running arenas replay to the same rows. */
import { join } from 'node:path'
import { describeCorpus } from '@agent-arena/event-store/testing'
import { testDatabase } from '@agent-arena/testing'
import { bettingViews } from './betting.module.ts'

describeCorpus({
  service: 'betting',
  folder: join(import.meta.dirname, '../corpus'),
  views: bettingViews,
  open: () => testDatabase(),
})
