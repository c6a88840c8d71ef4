/** Who has a session: users by the digest of their token. */
import { Rejection, type User } from '@agent-arena/contracts'
import type { Database } from '@agent-arena/event-store'
import { KnownSessions } from './known-sessions.ts'
import { digestOf, newUserToken } from './secret.ts'
import { findBySession, insertUserWithSession } from './users.sql.ts'

const SESSION_DAYS = 30

export class Users {
  private readonly db: Database
  private readonly known = new KnownSessions()

  constructor(db: Database) {
    this.db = db
  }

  /** Adds a spectator; the token is told here and never again. */
  async add(id: string, name: string): Promise<{ user: User; token: string }> {
    const token = newUserToken()
    await this.db.query(insertUserWithSession, [id, name, digestOf(token), SESSION_DAYS])
    return { user: { id, name, role: 'spectator' }, token }
  }

  /** The user of a session's token; null when there is no such session, `token-expired` when it is over. */
  async byToken(token: string): Promise<User | null> {
    const digest = digestOf(token)
    const name = digest.toString('base64')
    return this.known.get(name) ?? this.find(digest, name)
  }

  private async find(digest: Buffer, name: string): Promise<User | null> {
    const { rows } = await this.db.query<User & { valid: boolean; expires_at: Date }>(findBySession, [digest])
    const [row] = rows
    if (!row) return null
    if (!row.valid) throw new Rejection('token-expired')
    const user = { id: row.id, name: row.name, role: row.role }
    this.known.put(name, user, row.expires_at.getTime())
    return user
  }
}
