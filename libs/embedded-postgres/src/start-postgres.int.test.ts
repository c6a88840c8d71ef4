/** The embedded Postgres against real processes: kills, stale locks, take-over, and what is left behind. */
import { afterEach, expect, test } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { createDatabase, startPostgres, stopPostgres, type EmbeddedPostgres, type PostgresOptions } from './index.ts'
import { isAlive } from './processes.ts'

const folders: string[] = []
const starters: ChildProcess[] = []

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'arena-pg-'))
  folders.push(folder)
  return join(folder, 'postgres')
}

const start = (options: PostgresOptions) => startPostgres({ dataHome: dirname(options.dataDir), ...options })

afterEach(async () => {
  for (const starter of starters.splice(0)) starter.kill('SIGKILL')
  for (const folder of folders.splice(0)) {
    await stopPostgres(join(folder, 'postgres'))
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 })
  }
})

const ask = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows.flat()
  } finally {
    await client.end()
  }
}

const writeRow = ({ url }: EmbeddedPostgres) => ask(url, 'create table kept as select 42 as answer')
const readRow = ({ url }: EmbeddedPostgres) => ask(url, 'select answer from kept')
const lockFile = (dataDir: string) => join(dataDir, 'cluster', 'postmaster.pid')
const pidOf = (dataDir: string) => Number(readFileSync(lockFile(dataDir), 'utf8').split('\n')[0])

/** Another process that starts Postgres on the folder; resolves with it when it says a line that fits. */
const starterThatSays = async (dataDir: string, said: RegExp) => {
  const { dirname: here } = import.meta
  const hooks = join(here, '../../../tools/swc-hooks.mjs')
  const args = ['--import', hooks, '--conditions=source', join(here, 'testing', 'starter.ts'), dataDir]
  const starter = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  starters.push(starter)
  for await (const line of createInterface(starter.stdout)) if (said.test(line)) return starter
  throw new Error('the starter ended early')
}

const kill = async (starter: ChildProcess) => {
  starter.kill('SIGKILL')
  await once(starter, 'exit')
}

test('starts durable, checked, and reachable only over TCP with the password', async () => {
  const steps: string[] = []
  const dataDir = newFolder()
  const postgres = await start({ dataDir, onStep: (text) => steps.push(text) })
  const settings = `'fsync', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'unix_socket_directories', 'password_encryption'`
  expect(await ask(postgres.url, `select setting from pg_settings where name in (${settings}) order by name`)).toEqual(
    ['on', 'on', '127.0.0.1', 'scram-sha-256', 'on', ''], // in the order of their names
  )
  expect(await ask(postgres.url, 'select distinct auth_method from pg_hba_file_rules')).toEqual(['scram-sha-256'])
  expect(statSync(join(dataDir, 'cluster', 'arena-password')).mode & 0o777).toBe(0o600)
  expect(steps).toEqual(['setting up the database (the first time only)', 'starting the database'])
  await postgres.stop()
})

test('refuses a wrong password', async () => {
  const { url, stop } = await start({ dataDir: newFolder() })
  const wrong = new URL(url)
  wrong.password = 'guess'
  await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  await stop()
})

test('keeps rows, port and password over a restart', async () => {
  const dataDir = newFolder()
  const first = await start({ dataDir })
  await writeRow(first)
  await first.stop()
  const second = await start({ dataDir })
  expect(second).toMatchObject({ url: first.url, adopted: false })
  expect(await readRow(second)).toEqual([42])
  await second.stop()
})

test('stop leaves no process and no lock, and may be called twice', async () => {
  const dataDir = newFolder()
  const { stop } = await start({ dataDir })
  const pid = pidOf(dataDir)
  await Promise.all([stop(), stop()])
  expect(isAlive(pid)).toBe(false)
  expect(existsSync(lockFile(dataDir))).toBe(false)
})

test('has every committed row after the postmaster was killed', async () => {
  const dataDir = newFolder()
  const first = await start({ dataDir })
  await writeRow(first)
  process.kill(pidOf(dataDir), 'SIGKILL')
  const second = await start({ dataDir })
  expect(second.adopted).toBe(false)
  expect(await readRow(second)).toEqual([42])
  await second.stop()
})

test('takes over the server of a starter that was killed', async () => {
  const dataDir = newFolder()
  const starter = await starterThatSays(dataDir, /^postgres:/)
  const pid = pidOf(dataDir)
  await kill(starter)
  const steps: string[] = []
  const postgres = await start({ dataDir, onStep: (text) => steps.push(text) })
  expect(postgres.adopted).toBe(true)
  expect(steps).toEqual(['took over the database that was left running'])
  expect(pidOf(dataDir)).toBe(pid)
  expect(await ask(postgres.url, 'select 1')).toEqual([1])
  await postgres.stop()
  expect(existsSync(lockFile(dataDir))).toBe(false)
})

test('refuses a folder that another living starter uses, names both, and takes nothing over', async () => {
  const dataDir = newFolder()
  const starter = await starterThatSays(dataDir, /^postgres:/)
  const named = `Another arena (process ${starter.pid}) uses the data folder ${dirname(dataDir)}; stop it`
  const steps: string[] = []
  const second = start({ dataDir, onStep: (text) => steps.push(text) })
  await expect(second).rejects.toMatchObject({ name: 'StartupProblem', message: expect.stringContaining(named) })
  expect(steps).toEqual([])
  expect(pidOf(dataDir)).toBeGreaterThan(0)
})

test('begins anew after a starter was killed in the middle of the first start', async () => {
  const dataDir = newFolder()
  const starter = await starterThatSays(dataDir, /setting up/)
  await sleep(200)
  await kill(starter)
  const postgres = await start({ dataDir })
  expect(await ask(postgres.url, 'select 1')).toEqual([1])
  expect(readdirSync(dataDir).sort()).toEqual(['cluster', 'postgres.log'])
  await postgres.stop()
})

test('is not deceived by a lock whose pid belongs to another program', async () => {
  const dataDir = newFolder()
  await start({ dataDir }).then(({ stop }) => stop())
  const lines = [process.pid, join(dataDir, 'cluster'), 1, 5432, '', '127.0.0.1', '1 1', 'ready   ']
  writeFileSync(lockFile(dataDir), lines.join('\n'), { mode: 0o600 })
  const postgres = await start({ dataDir })
  expect(postgres.adopted).toBe(false)
  expect(pidOf(dataDir)).not.toBe(process.pid)
  await postgres.stop()
})

test('takes another port when the one of last time is taken', async () => {
  const [dataDir, other] = [newFolder(), newFolder()]
  const first = await start({ dataDir })
  await first.stop()
  const { createServer } = await import('node:net')
  const squatter = createServer().listen(first.port, '127.0.0.1')
  await once(squatter, 'listening')
  const [second, beside] = await Promise.all([start({ dataDir }), start({ dataDir: other })])
  expect(new Set([first.port, second.port, beside.port]).size).toBe(3)
  await Promise.all([second.stop(), beside.stop()])
  squatter.close()
})

test('makes a database once and returns its address', async () => {
  const { url, stop } = await start({ dataDir: newFolder(), settings: { fsync: 'off' } })
  const made = await createDatabase(url, 'betting')
  expect(await createDatabase(url, 'betting')).toBe(made)
  expect(await ask(made, 'select current_database()')).toEqual(['betting'])
  expect(await ask(url, 'show fsync')).toEqual(['off'])
  await stop()
})

test('says in a sentence that the folder is a file, or lies below one', async () => {
  const dataDir = newFolder()
  mkdirSync(dirname(dataDir), { recursive: true })
  writeFileSync(dataDir, '')
  const refusal = { name: 'StartupProblem', message: expect.stringMatching(/is not a folder; move that file away/) }
  await expect(start({ dataDir })).rejects.toMatchObject(refusal)
  await expect(start({ dataDir: join(dataDir, 'below') })).rejects.toMatchObject(refusal)
})
