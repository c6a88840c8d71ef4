/** Chance that repeats: the same secret gives the same choices on every machine. */
import { createCipheriv, createHash } from 'node:crypto'

export interface Chance {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number
  /** One of the items; nothing only when there are none. */
  readonly pick: <T>(items: readonly T[]) => T | undefined
}

const WORD = Buffer.alloc(4)

/**
 * The key stream of AES-256 in counter mode (NIST SP 800-38A). Everybody sees what an agent chooses, and the state of a small linear
 * generator could be worked out from some dozen choices, and with it all that follow.
 */
export const chanceFrom = (secret: string): Chance => {
  const stream = createCipheriv('aes-256-ctr', createHash('sha256').update(secret).digest(), Buffer.alloc(16))
  const next = () => stream.update(WORD).readUInt32BE() / 4_294_967_296
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return { next, whole, pick: (items) => items[whole(0, items.length - 1)] }
}
