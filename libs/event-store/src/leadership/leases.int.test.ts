/** Exactly one process leads: by release, death, or a stall of its holder another takes over, and the one before does no harm. */
import { join } from 'node:path'
import { eventually, startProcess } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Pool } from 'pg'
import type { PostgresEventLog } from '../postgres/postgres-log.ts'
import { Projector } from '../projector.ts'
import { count } from '../testing/counter.ts'
import { totals } from '../testing/totals.ts'
import { PostgresViewStore } from '../postgres/postgres-view-store.ts'
import { Leases } from './leases.ts'
import { Superseded, type Begin, type Term } from '../term.ts'
import { openLogOnPostgres } from '../testing/log-on-postgres.ts'

const root = join(import.meta.dirname, '../../../..')
/** So long that nothing of a test can be explained by its end. */
const ONE_HOUR_MS = 3_600_000

let url: string
let pool: Pool
let log: PostgresEventLog
let close: () => Promise<void>
const keepers: Leases[] = []
beforeEach(async () => {
  ;({ url, pool, log, close } = await openLogOnPostgres())
})
afterEach(async () => {
  await Promise.all(keepers.splice(0).map((keeper) => keeper.stop()))
  await close()
})

const keeper = (leaseMs = ONE_HOUR_MS, faults: unknown[] = []) => {
  const leases = new Leases({ url, schema: 'betting', leaseMs, onFault: (fault) => faults.push(fault) })
  keepers.push(leases)
  return leases
}

/** Notes each term that it leads, and each that it leaves. */
const noting = () => {
  const notes: string[] = []
  const terms: Term[] = []
  const begin: Begin = (term) => {
    notes.push(`leads ${term.epoch}`)
    terms.push(term)
    return { stop: () => void notes.push(`left ${term.epoch}`) }
  }
  return { notes, terms, begin }
}

const leadingProcess = (leaseMs: number) =>
  startProcess({
    args: [
      '--import',
      './tools/swc-hooks.mjs',
      '--conditions=source',
      join(import.meta.dirname, '../testing/leading-process.ts'),
    ].concat([url, 'betting', String(leaseMs)]),
    cwd: root,
    env: { NODE_NO_WARNINGS: '1' },
  })

const cutSessions = () =>
  pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'leases of betting' and datname = current_database()`,
  )

test('one of two leads, and the other takes over when it stops, with a higher epoch', async () => {
  const [first, second] = [noting(), noting()]
  const leading = keeper()
  leading.lead('relay', first.begin)
  await eventually(() => expect(first.notes).toEqual(['leads 1']))
  keeper().lead('relay', second.begin)
  expect(first.terms[0]?.isHeld()).toBe(true)
  await leading.stop()
  expect(first.notes).toEqual(['leads 1', 'left 1'])
  expect(first.terms[0]?.isHeld()).toBe(false)
  await eventually(() => expect(second.notes).toEqual(['leads 2']))
})

test('each role has a leader of its own, and one may be given back alone', async () => {
  const [relay, feed, other] = [noting(), noting(), noting()]
  const leases = keeper()
  const post = leases.lead('relay', relay.begin)
  leases.lead('feed', feed.begin)
  await eventually(() => expect([relay.notes, feed.notes]).toEqual([['leads 1'], ['leads 1']]))
  keeper().lead('relay', other.begin)
  await post.stop()
  await eventually(() => expect(other.notes).toEqual(['leads 2']))
  expect([feed.notes, leases.leads('feed'), leases.leads('relay')]).toEqual([['leads 1'], true, false])
})

test('the holder’s connection is its lease: when it breaks the term ends, and another one begins', async () => {
  const { notes, begin } = noting()
  keeper().lead('relay', begin)
  await eventually(() => expect(notes).toEqual(['leads 1']))
  await cutSessions()
  await eventually(() => expect(notes).toEqual(['leads 1', 'left 1', 'leads 2']))
})

test('a lease is renewed for longer than it lasts', async () => {
  const { notes, begin } = noting()
  keeper(300).lead('relay', begin)
  const renewed = `select from betting.leases where expires_at - interval '300 milliseconds' > $1`
  await eventually(() => expect(notes).toEqual(['leads 1']))
  const { rows } = await pool.query<{ expires_at: Date }>('select expires_at from leases')
  await eventually(async () => expect((await pool.query(renewed, [rows[0]?.expires_at])).rowCount).toBe(1))
  expect(notes).toEqual(['leads 1'])
})

test('a term that cannot begin is told, given back and tried again', async () => {
  const faults: unknown[] = []
  const { notes, begin } = noting()
  let broken = true
  keeper(ONE_HOUR_MS, faults).lead('relay', (term) => {
    if (broken) throw new Error('a planted fault')
    return begin(term)
  })
  await eventually(() => expect(faults).toMatchObject([{ message: 'a planted fault' }]))
  broken = false
  await eventually(() => expect(notes).toEqual(['leads 2']))
})

test('who resigns leaves the role to another one', async () => {
  const [first, second] = [noting(), noting()]
  keeper().lead('relay', first.begin)
  await eventually(() => expect(first.notes).toEqual(['leads 1']))
  keeper().lead('relay', second.begin)
  first.terms[0]?.resign()
  await eventually(() => expect(second.notes).toEqual(['leads 2']))
  expect(first.notes).toEqual(['leads 1', 'left 1'])
})

test('a process that is killed is followed at once, however long its lease', async () => {
  await using child = leadingProcess(ONE_HOUR_MS)
  await child.waitForLine('leads 1')
  const { notes, begin } = noting()
  keeper().lead('view totals', begin)
  await child.kill('SIGKILL')
  await eventually(() => expect(notes).toEqual(['leads 2']))
})

test('a process that is stopped for longer than its lease loses it, and writes nothing when it goes on', async () => {
  await using child = leadingProcess(600)
  await child.waitForLine('leads 1')
  await count(log, 'c-1', 2)
  const projector = new Projector({ log, store: new PostgresViewStore({ log, pool, view: totals }), onFault: () => undefined })
  expect(await projector.reached(1)).toBe(true)
  process.kill(child.pid, 'SIGSTOP')
  keeper(600).lead('view totals', (term) => projector.lead(term))
  await eventually(() => expect(projector.isLed).toBe(true))
  await count(log, 'c-1', 3)
  process.kill(child.pid, 'SIGCONT')
  await child.waitForLine('left 1')
  await count(log, 'c-1', 4)
  expect(await projector.reached(3)).toBe(true)
  expect((await pool.query('select total from totals')).rows).toEqual([{ total: 9 }])
  expect((await pool.query('select epoch, position from checkpoints')).rows).toEqual([{ epoch: '2', position: '3' }])
})

test('a projector of an earlier term changes nothing and steps down', async () => {
  const store = new PostgresViewStore({ log, pool, view: totals })
  const stale = new Projector({ log, store, onFault: () => undefined })
  await stale.prepare()
  const resigned = new Promise<void>((resolve) => void stale.lead({ epoch: 1, isHeld: () => true, resign: resolve }))
  await eventually(() => expect(stale.isLed).toBe(true))
  await store.claim(2)
  await count(log, 'c-1', 2)
  await resigned
  expect((await pool.query('select total from totals')).rows).toEqual([])
  expect(await store.position()).toBe(0)
  await stale.stop()
  await expect(stale.lead({ epoch: 1, isHeld: () => true, resign: () => undefined })).rejects.toThrow(Superseded)
})

test('a process that appends but does not lead wakes the one that does', async () => {
  const leading = keeper()
  const [first, second] = [noting(), noting()]
  let woken = 0
  leading.onAppendedElsewhere(() => woken++)
  leading.lead('view totals', first.begin)
  await eventually(() => expect(first.notes).toEqual(['leads 1']))
  const standingBy = keeper()
  standingBy.lead('view totals', second.begin)
  await eventually(() => {
    standingBy.tellAppended()
    expect(woken).toBeGreaterThan(0)
  })
})
