/** Chance that repeats: the same seed gives the same choices on every machine. */

export interface Chance {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number
  /** One of the items; nothing only when there are none. */
  readonly pick: <T>(items: readonly T[]) => T | undefined
}

/** mulberry32, by Tommy Ettinger (public domain). */
export const chanceFrom = (seed: number): Chance => {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return { next, whole, pick: (items) => items[whole(0, items.length - 1)] }
}
