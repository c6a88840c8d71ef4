/** Stops things one after the other; one that fails keeps no other from being stopped. */

export interface Stoppable {
  stop?(): Promise<void> | void
}

/** Throws what was thrown, once all are stopped. */
export const stopAll = async (things: readonly Stoppable[]): Promise<void> => {
  const faults: unknown[] = []
  for (const thing of things) {
    try {
      await thing.stop?.()
    } catch (fault) {
      faults.push(fault)
    }
  }
  if (faults.length > 0)
    throw faults.length === 1 ? faults[0] : new AggregateError(faults, 'Several things could not be stopped.')
}
