/** Loads the page anew, but only from an arena that answers: a browser's own error page would take the place of this one. */
import { Rejection } from '@agent-arena/contracts'

const PATIENCE_MS = 10_000

/**
 * A failed import cannot be repeated in place: React keeps the failure, the bundler takes its style sheet for loaded, and after a new
 * build the file is gone. Throws what kept the arena from answering.
 */
export const reloadOnceReached = async (): Promise<void> => {
  const answer = await fetch('/', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) })
  if (!answer.ok) throw new Rejection('unavailable', { detail: `The arena answered ${answer.status}.` })
  location.reload()
}
