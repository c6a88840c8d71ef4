/** How late durable timers fire: spread over time, many of one moment, and after a restart; prints milliseconds. Needs no arguments. */
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { StoredEvent } from '@agent-arena/contracts'
import { logMigrations, migrate, openPool, PostgresEventLog, type EventLog } from '@agent-arena/event-store'
import { InProcessBus } from '@agent-arena/message-bus'
import { Service, silentLogger, type Timers } from '@agent-arena/service-kit'
import { quantile } from './report.ts'
import { withPostgres } from './with-postgres.ts'

const COUNT = 200

type Due = { readonly dueAt: string }

/** When each was due, and when it fired, by the clock of this machine, which is the database's as well. */
const lateness: number[] = []
const timers: Timers = {
  on: (event: StoredEvent) => [
    { set: 'ring', key: `${event.stream} ${(event.data as Due).dueAt}`, dueAt: (event.data as Due).dueAt },
  ],
  fire: { ring: async (key) => lateness.push(Date.now() - Date.parse(key.slice(key.indexOf(' ') + 1))) },
}

let told = 0
const setTimer = (log: EventLog, inMs: number) => {
  const facts = [{ type: 'TimerAsked', data: { dueAt: new Date(Date.now() + inMs).toISOString() } }]
  return log.append([{ stream: `t-${told++}`, expectedVersion: 0, facts }], { meta: { actor: 'bench', correlationId: 'bench' } })
}

const report = async (what: string) => {
  for (const end = Date.now() + 20_000; lateness.length < COUNT && Date.now() < end;) await sleep(20)
  const fired = lateness.splice(0)
  const [p50, p99, max] = [0.5, 0.99, 1].map((share) => quantile(fired, share))
  console.log(`${what.padEnd(44)} fired ${fired.length}/${COUNT}   p50 ${p50} ms   p99 ${p99} ms   max ${max} ms`)
}

const startService = async (databaseUrl: string) => {
  const bus = new InProcessBus({ onFault: (fault) => console.error(fault) })
  const service = new Service({ databaseUrl, bus, logger: silentLogger() }, { name: 'prompts', build: () => ({ timers }) })
  await service.onModuleInit()
  await service.onApplicationBootstrap()
  return async () => {
    await service.beforeApplicationShutdown()
    await service.onApplicationShutdown()
    await bus.close()
  }
}

await withPostgres(async ({ newDatabase }) => {
  const url = await newDatabase('bench')
  const pool = openPool(url, 'prompts')
  await migrate(pool, 'prompts', [logMigrations])
  const log = new PostgresEventLog(pool)
  console.log(`load ${loadavg()[0]?.toFixed(2)}; set by another connection than the one that fires`)

  let stop = await startService(url)
  await Promise.all(Array.from({ length: COUNT }, (_, index) => setTimer(log, 1500 + index * 40)))
  await report('one every 40 ms')
  await Promise.all(Array.from({ length: COUNT }, () => setTimer(log, 1500)))
  await report('all of one moment')
  await Promise.all(Array.from({ length: COUNT }, (_, index) => setTimer(log, 4000 + index * 20)))
  await stop()
  stop = await startService(url)
  await report('one every 20 ms, set before a restart')
  await stop()
  await pool.end()
})
