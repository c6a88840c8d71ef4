/** Sessions that were looked up a moment ago, so that a busy caller costs one look-up a while and not one a request. */
import type { User } from '@agent-arena/contracts'

/** How long a session that has ended meanwhile may still open the door. */
const KNOWN_MS = 10_000
const MOST = 10_000

interface Known {
  readonly user: User
  readonly untilMs: number
}

export class KnownSessions {
  private readonly known = new Map<string, Known>()

  /** By the digest of the token, never by the token itself. */
  get(digest: string, nowMs = Date.now()): User | undefined {
    const known = this.known.get(digest)
    if (known && known.untilMs > nowMs) return known.user
    if (known) this.known.delete(digest)
    return undefined
  }

  /** Never longer than the session itself lasts. */
  put(digest: string, user: User, expiresAtMs: number, nowMs = Date.now()): void {
    this.known.delete(digest)
    this.known.set(digest, { user, untilMs: Math.min(expiresAtMs, nowMs + KNOWN_MS) })
    if (this.known.size <= MOST) return
    const [oldest] = this.known.keys()
    if (oldest !== undefined) this.known.delete(oldest)
  }
}
