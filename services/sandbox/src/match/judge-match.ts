/** Who won a match, as far as it can be said yet: pure, from the states of its sandboxes. */
import { hasEnded, type SandboxState } from '../sandbox/sandbox.state.ts'
import type { MatchCommand } from './match.decider.ts'
import { voidCause } from './void-cause.ts'

const idOf = ({ request }: SandboxState): string => request?.sandboxId ?? ''

/** A run whose verdict is a person's to give, and whose claim came no later than the best success. */
const mayStillBeEarlier = ({ status, claimedAt }: SandboxState, best: string) =>
  status === 'awaiting-verdict' && claimedAt !== null && claimedAt <= best

type Ended = SandboxState & { readonly evidenceAt: string }

const isDated = (sandbox: SandboxState): sandbox is Ended => sandbox.evidenceAt !== null

const byEvidence = (one: Ended, other: Ended) =>
  one.evidenceAt < other.evidenceAt ? -1 : one.evidenceAt > other.evidenceAt ? 1 : 0

const isBroken = ({ status }: SandboxState) => status === 'cancelled' || status === 'faulted'

/**
 * The first success decides: the earliest evidence wins, equal times tie. No success at all, and all have ended: nobody.
 * A contestant cancelled or faulted before that voids the match. `null` while it is open.
 */
export const judgeMatch = (sandboxes: readonly SandboxState[], at: string): MatchCommand | null => {
  const dated = sandboxes.filter(isDated).sort(byEvidence)
  const best = dated.find(({ status }) => status === 'succeeded')?.evidenceAt
  const broken = dated.filter((sandbox) => isBroken(sandbox) && (best === undefined || sandbox.evidenceAt < best))
  if (broken.length > 0) return { type: 'VoidMatch', cause: voidCause(broken), at }
  if (best !== undefined) {
    if (sandboxes.some((sandbox) => mayStillBeEarlier(sandbox, best))) return null
    const first = dated.filter(({ status, evidenceAt }) => status === 'succeeded' && evidenceAt === best).map(idOf)
    const result = first.length === 1 ? { winner: first[0] ?? null, tied: [] } : { winner: null, tied: first }
    return { type: 'DecideMatch', result, evidenceAt: best, at }
  }
  if (!sandboxes.every(hasEnded)) return null
  return { type: 'DecideMatch', result: { winner: null, tied: [] }, evidenceAt: dated.at(-1)?.evidenceAt ?? at, at }
}
