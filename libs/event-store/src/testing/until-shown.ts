/** Waits until a view shows a position, for as long as a test may take: what comes late on a busy machine is no fault, what never comes is. */
import type { Projector } from '../projector.ts'

const PATIENCE_MS = 50_000

export const untilShown = async (view: Pick<Projector, 'reached'>, position: number): Promise<void> => {
  if (!(await view.reached(position, PATIENCE_MS))) throw new Error(`The view did not reach ${position} in ${PATIENCE_MS} ms.`)
}
