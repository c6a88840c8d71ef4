/** Bugs that were planted on purpose, each in the place of one part: they prove that the simulation would find them. */
import type { Parts } from '../world/parts.ts'
import { ackBeforeCommit } from './ack-before-commit.ts'
import { doubleApply } from './double-apply.ts'
import { forgottenFence } from './forgotten-fence.ts'
import { forgottenKey } from './forgotten-key.ts'
import { lateVersionCheck } from './late-version-check.ts'
import { lostRewind } from './lost-rewind.ts'
import { skippedPosition } from './skipped-position.ts'
import { unchainedPublish } from './unchained-publish.ts'

export const planted: Readonly<Record<string, Partial<Parts>>> = {
  'skipped-position': skippedPosition,
  'double-apply': doubleApply,
  'ack-before-commit': ackBeforeCommit,
  'lost-rewind': lostRewind,
  'unchained-publish': unchainedPublish,
  'forgotten-fence': forgottenFence,
  'forgotten-key': forgottenKey,
  'late-version-check': lateVersionCheck,
}
