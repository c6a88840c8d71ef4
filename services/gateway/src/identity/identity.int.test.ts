/** Users, sessions and keys on a real database. */
import { newId } from '@agent-arena/contracts'
import { logMigrations, migrate, openPool, PostgresEventLog } from '@agent-arena/event-store'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { SandboxTokens } from './sandbox-tokens.ts'
import { SigningKeys } from './signing-keys.ts'
import { Users } from './users.ts'

let database: TestDatabase
let db: Pool
let log: PostgresEventLog

beforeAll(async () => {
  database = await testDatabase()
  db = openPool(database.url, 'gateway')
  log = new PostgresEventLog(db)
  await migrate(db, 'gateway', [logMigrations, join(import.meta.dirname, '../../migrations')])
})
afterAll(async () => {
  await db.end()
  await database.drop()
})

const inAMinute = () => new Date(Date.now() + 60_000)

test('a session belongs to its user, and its token is nowhere in the database', async () => {
  const users = new Users(db, log)
  const { user, token } = await users.add(newId('user'), 'Ada')
  expect(await users.byToken(token)).toEqual(user)
  expect(token).toMatch(/^arena_u_[\w-]{43}$/)
  const { rows } = await db.query('select * from sessions join users on users.id = user_id')
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('a session lasts thirty days', async () => {
  const users = new Users(db, log)
  const { user, token } = await users.add(newId('user'), 'Bo')
  const lasts = "expires_at between now() + interval '29 days' and now() + interval '30 days'"
  const { rows } = await db.query(`select ${lasts} as right from sessions where user_id = $1`, [user.id])
  expect(rows).toEqual([{ right: true }])
  await db.query("update sessions set expires_at = now() - interval '1 second' where user_id = $1", [user.id])
  await expect(users.byToken(token)).rejects.toMatchObject({ reason: 'token-expired' })
})

test('a session is forgotten a week after its end, and its user and name stay', async () => {
  const users = new Users(db, log)
  const [old, over, live] = [
    await users.add(newId('user'), 'Cy'),
    await users.add(newId('user'), 'Di'),
    await users.add(newId('user'), 'Ed'),
  ]
  const end = 'update sessions set expires_at = now() - make_interval(days => $2) where user_id = $1'
  await db.query(end, [old.user.id, 8])
  await db.query(end, [over.user.id, 6])
  expect(await users.forgetSessions()).toBe(1)
  expect(await users.byToken(old.token)).toBeNull()
  await expect(users.byToken(over.token)).rejects.toMatchObject({ reason: 'token-expired' })
  expect(await users.byToken(live.token)).toEqual(live.user)
  const { rows } = await db.query('select name from users where id = $1', [old.user.id])
  expect(rows).toEqual([{ name: 'Cy' }])
  await expect(users.requireFree('Cy')).rejects.toMatchObject({ reason: 'name-taken' })
})

test('an unknown token belongs to nobody', async () => {
  expect(await new Users(db, log).byToken('arena_u_unknown')).toBeNull()
})

test('keys are made once, also by two at the same time, and tokens outlive a restart', async () => {
  const [first, second] = [new SandboxTokens(new SigningKeys(db)), new SandboxTokens(new SigningKeys(db))]
  const sandboxId = newId('sandbox')
  const tokens = await Promise.all([first.issue(sandboxId, inAMinute()), second.issue(sandboxId, inAMinute())])
  const afterRestart = new SandboxTokens(new SigningKeys(db))
  for (const token of tokens) expect(await afterRestart.verify(token)).toBe(sandboxId)
})

test('a new key signs from the next start on, and the old one still opens', async () => {
  const before = new SandboxTokens(new SigningKeys(db))
  const sandboxId = newId('sandbox')
  const old = await before.issue(sandboxId, inAMinute())
  const { rows } = await db.query<{ kid: string; private_jwk: object }>('select kid, private_jwk from signing_keys limit 1')
  await db.query('insert into signing_keys (kid, private_jwk) values ($1, $2)', ['newer', JSON.stringify(rows[0]?.private_jwk)])
  const after = new SandboxTokens(new SigningKeys(db))
  const fresh = await after.issue(sandboxId, inAMinute())
  expect(Buffer.from(String(fresh.split('.')[0]), 'base64url').toString()).toContain('newer')
  expect(await after.verify(old)).toBe(sandboxId)
})
