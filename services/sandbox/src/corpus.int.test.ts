/** Logs of sandbox that were recorded in running arenas replay to the same rows. */
import { join } from 'node:path'
import { describeCorpus } from '@agent-arena/event-store/testing'
import { testDatabase } from '@agent-arena/testing'
import { sandboxViews } from './sandbox.module.ts'

describeCorpus({
  service: 'sandbox',
  folder: join(import.meta.dirname, '../corpus'),
  views: sandboxViews,
  open: () => testDatabase(),
})
