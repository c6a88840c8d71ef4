/** Who won a match, as far as it can be said yet: pure, from the states of its sandboxes. */
import { hasEnded, type SandboxState } from '../sandbox/sandbox.state.ts'
import type { MatchCommand } from './match.decider.ts'

const idOf = ({ request }: SandboxState): string => request?.sandboxId ?? ''

/** A run whose verdict is a person's to give, and whose claim came no later than the best success. */
const mayStillBeEarlier = ({ status, claimedAt }: SandboxState, best: string) =>
  status === 'awaiting-verdict' && claimedAt !== null && claimedAt <= best

/**
 * The first success decides: the earliest evidence wins, equal times tie. No success at all, and all have ended: nobody.
 * A contestant cancelled or faulted before that voids the match. `null` while it is open.
 */
export const judgeMatch = (sandboxes: readonly SandboxState[], at: string): MatchCommand | null => {
  const successes = sandboxes.filter(({ status }) => status === 'succeeded')
  const best = successes.map(({ evidenceAt }) => evidenceAt ?? at).sort()[0]
  if (best !== undefined) {
    if (sandboxes.some((sandbox) => mayStillBeEarlier(sandbox, best))) return null
    const first = successes.filter(({ evidenceAt }) => evidenceAt === best).map(idOf)
    const result = first.length === 1 ? { winner: first[0] ?? null, tied: [] } : { winner: null, tied: first }
    return { type: 'DecideMatch', result, evidenceAt: best, at }
  }
  const broken = sandboxes.find(({ status }) => status === 'cancelled' || status === 'faulted')
  if (broken)
    return {
      type: 'VoidMatch',
      cause: `${broken.request?.title ?? 'A contestant'} was ${broken.status} before the match was decided.`,
      at,
    }
  if (!sandboxes.every(hasEnded)) return null
  const last =
    sandboxes
      .map(({ evidenceAt }) => evidenceAt ?? at)
      .sort()
      .at(-1) ?? at
  return { type: 'DecideMatch', result: { winner: null, tied: [] }, evidenceAt: last, at }
}
