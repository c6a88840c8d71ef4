/** The sessions, in memory. When the house is full, the one longest untouched by agent and referee makes room. */
import { randomBytes } from 'node:crypto'
import type { GymGoal, Session } from './gym.site.ts'

export const MAX_SESSIONS = 1000

export class SessionStore {
  // A Map keeps insertion order: whoever is touched is put at the end, so the first is the longest untouched.
  readonly #byId = new Map<string, Session>()
  readonly #bySecret = new Map<string, Session>()

  get size(): number {
    return this.#byId.size
  }

  open(id: string, goal: GymGoal, seed: number): Session {
    const session = { id, goal, seed, secret: randomBytes(24).toString('base64url') }
    this.#byId.set(id, session)
    this.#bySecret.set(session.secret, session)
    const [oldest] = this.#byId.keys()
    if (oldest !== undefined && this.#byId.size > MAX_SESSIONS) this.drop(oldest)
    return session
  }

  byId(id: string): Session | undefined {
    return this.#touched(this.#byId.get(id))
  }

  bySecret(secret: string): Session | undefined {
    return this.#touched(this.#bySecret.get(secret))
  }

  drop(id: string): void {
    const session = this.#byId.get(id)
    if (session === undefined) return
    this.#byId.delete(id)
    this.#bySecret.delete(session.secret)
  }

  #touched(session: Session | undefined): Session | undefined {
    if (session === undefined) return undefined
    this.#byId.delete(session.id)
    this.#byId.set(session.id, session)
    return session
  }
}
