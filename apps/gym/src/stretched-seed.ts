/** What stands in for a seed where sites are made: a key that costs time and memory, so that seeds are not found by trying them. */
import { scryptSync } from 'node:crypto'

/** 1 MiB and some 3 ms a seed (RFC 7914): all 2^53 take one core 800,000 years, and a site is open before anybody notices. */
const COST = { N: 1024, r: 8, p: 1 }
const SALT = 'agent-arena gym'

/** A site is worded, opened and entered under the same seed. */
const KEPT = 100
const kept = new Map<number, Buffer>()

export const stretched = (seed: number): Buffer => {
  const key = kept.get(seed) ?? scryptSync(String(seed), SALT, 32, COST)
  kept.set(seed, key)
  const [oldest] = kept.keys()
  if (oldest !== undefined && kept.size > KEPT) kept.delete(oldest)
  return key
}
