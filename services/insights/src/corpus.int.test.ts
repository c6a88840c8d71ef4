/** Logs of insights that were recorded in running arenas replay to the same rows. */
import { join } from 'node:path'
import { describeCorpus } from '@agent-arena/event-store/testing'
import { testDatabase } from '@agent-arena/testing'
import { insightsViews } from './insights.module.ts'

describeCorpus({
  service: 'insights',
  folder: join(import.meta.dirname, '../corpus'),
  views: insightsViews,
  open: () => testDatabase(),
})
