/** Leave to move. A browser grants an origin six connections over HTTP/1.1, to all its windows together; each moving screen holds one. */

/** With as many, the streams of some windows leave room for requests. */
const SLOTS = ['agent-arena.motion-1', 'agent-arena.motion-2'] as const

/** Waits in line for any of the slots, tells once when it has one, and gives it back when `released` is aborted. */
export const takeSlot = async (locks: LockManager, released: AbortSignal, onTaken: () => void): Promise<void> => {
  const taken = new AbortController()
  const signal = AbortSignal.any([released, taken.signal])
  const hold = () => {
    if (signal.aborted) return undefined
    taken.abort()
    onTaken()
    return new Promise<void>((resolve) => released.addEventListener('abort', () => resolve(), { once: true }))
  }
  const ends = await Promise.allSettled(SLOTS.map((slot) => locks.request(slot, { signal }, hold)))
  for (const end of ends) if (end.status === 'rejected' && end.reason !== signal.reason) throw end.reason
}
