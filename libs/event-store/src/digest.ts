/** A digest of a command's content that does not depend on the order of its fields. */
import { createHash } from 'node:crypto'

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, canonical(field)]))
}

export const canonicalJson = (value: unknown): string => JSON.stringify(canonical(value))

/** SHA-256 of the canonical JSON, hexadecimal. */
export const contentDigest = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')
