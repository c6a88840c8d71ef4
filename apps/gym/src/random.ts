/** Chance that repeats: the same seed and purpose give the same numbers on every machine. */
import { createCipheriv, createHmac } from 'node:crypto'
import { stretched } from './stretched-seed.ts'

export interface Random {
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number
  readonly pick: <T>(items: readonly T[]) => T
  readonly shuffle: <T>(items: readonly T[]) => readonly T[]
}

const WORD = Buffer.alloc(4)

/**
 * The key stream of AES-256 in counter mode (NIST SP 800-38A), with a key for each seed and purpose. The generators of libraries, as of
 * pure-rand, are small and linear: who has seen a part of a site could work out their state, and with it the rest.
 */
const drawsFrom = (seed: number, purpose: string): (() => number) => {
  const key = createHmac('sha256', stretched(seed)).update(purpose).digest()
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
  return () => stream.update(WORD).readUInt32BE() / 4_294_967_296
}

export const randomFrom = (seed: number, purpose: string): Random => {
  const next = drawsFrom(seed, purpose)
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(items: readonly T[]): T => {
    const item = items[whole(0, items.length - 1)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
  const shuffle = <T>(items: readonly T[]): readonly T[] =>
    items
      .map((item) => ({ item, order: next() }))
      .sort((a, b) => a.order - b.order)
      .map(({ item }) => item)
  return { whole, pick, shuffle }
}
