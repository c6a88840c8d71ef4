/** Who has a session: users by the digest of their token, each with a name of their own. */
import { Rejection, serviceContext, type User } from '@agent-arena/contracts'
import { deleteOlder, handle, presentState, type Database, type EventLog } from '@agent-arena/event-store'
import { nameDecider } from '../names/name.decider.ts'
import { nameFold, nameStream, type NameState } from '../names/name.state.ts'
import { requireFree } from '../names/take-name.ts'
import { KnownSessions } from './known-sessions.ts'
import { digestOf, newUserToken } from './secret.ts'
import { findBySession, insertUserWithSession } from './users.sql.ts'

const SESSION_DAYS = 30
/** So long who comes back is told that the session has expired, and not that it was never there. */
const EXPIRED_DAYS = 7

const placeOf = (name: string) => ({ stream: nameStream(name), fold: nameFold })

export class Users {
  private readonly db: Database
  private readonly log: EventLog
  private readonly known = new KnownSessions()

  constructor(db: Database, log: EventLog) {
    this.db = db
    this.log = log
  }

  /** Throws `name-taken` or `name-reserved` when somebody has the name, or one that looks the same. */
  async requireFree(name: string): Promise<void> {
    requireFree(name, await presentState<NameState>(this.log, placeOf(name)))
  }

  /** Adds a spectator together with the name; the token is told here and never again. Throws as `requireFree`. */
  async add(id: string, name: string, context = serviceContext('gateway')): Promise<{ user: User; token: string }> {
    const token = newUserToken()
    await handle<{ name: NameState }, null>(this.log, {
      context,
      places: { name: placeOf(name) },
      decide: (states, at) => ({ name: nameDecider.decide({ type: 'TakeName', userId: id, name, at }, states.name) }),
      answer: () => null,
      inline: [{ sql: insertUserWithSession, values: [id, name, digestOf(token), SESSION_DAYS], expectRows: 1 }],
    })
    return { user: { id, name, role: 'spectator' }, token }
  }

  /** The user of a session's token; null when there is no such session, `token-expired` when it is over. */
  async byToken(token: string): Promise<User | null> {
    const digest = digestOf(token)
    const name = digest.toString('base64')
    return this.known.get(name) ?? this.find(digest, name)
  }

  /** Those that are long over. The users stay, and so do their names. Answers how many. */
  forgetSessions(): Promise<number> {
    return deleteOlder(this.db, { table: 'sessions', column: 'expires_at', days: EXPIRED_DAYS })
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
