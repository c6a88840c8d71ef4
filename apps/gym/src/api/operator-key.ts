/** Who may use the operator API: whoever shows the key, compared in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../refusal.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

export const keyGuard = (key: string): ((authorization: string | undefined) => void) => {
  const expected = digest(`Bearer ${key}`)
  return (authorization) => {
    // Digests have equal length, so the comparison tells nothing about the key, not even its length.
    if (timingSafeEqual(digest(authorization ?? ''), expected)) return
    throw new Refusal({
      status: 401,
      reason: 'key-required',
      title: 'Key required',
      detail: 'Send the gym key as a bearer token.',
    })
  }
}
