/** Who has a session: users by the digest of their token. */
import { Rejection, type User } from '@agent-arena/contracts'
import type { Database } from '@agent-arena/event-store'
import { digestOf, newUserToken } from './secret.ts'
import { findBySession, insertUserWithSession } from './users.sql.ts'

const SESSION_DAYS = 30

export class Users {
  private readonly db: Database

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
    const { rows } = await this.db.query<User & { valid: boolean }>(findBySession, [digestOf(token)])
    const [row] = rows
    if (!row) return null
    if (!row.valid) throw new Rejection('token-expired')
    return { id: row.id, name: row.name, role: row.role }
  }
}
