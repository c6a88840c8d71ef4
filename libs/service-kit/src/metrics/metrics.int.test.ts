/** What Prometheus is told of a running service: lag, stuck views, dead letters, requests; and the probes beside a process. */
import { kitOperations, serviceContext, type StoredEvent } from '@agent-arena/contracts'
import type { EventLog, View } from '@agent-arena/event-store'
import { InProcessBus } from '@agent-arena/message-bus'
import { eventually, testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { silentLogger } from '../logger.ts'
import { Service } from '../service.ts'
import { Metrics } from './metrics.ts'
import { startProbes, type Probes } from './probes.ts'

let database: TestDatabase
let bus: InProcessBus
let service: Service
let metrics: Metrics
let log: EventLog
let probes: Probes
let isViewBroken: boolean

const view: View = {
  name: 'words',
  version: 1,
  tables: ['words'],
  ddl: 'create table words (word text)',
  apply: () => (isViewBroken ? Promise.reject(new Error('a planted fault')) : Promise.resolve()),
}

beforeEach(async () => {
  isViewBroken = false
  database = await testDatabase()
  bus = new InProcessBus({ onFault: () => undefined })
  metrics = new Metrics()
  const react = ({ stream }: StoredEvent) => (stream === 'bad' ? [() => Promise.reject(new Error('a planted fault'))] : [])
  service = new Service(
    { databaseUrl: database.url, bus, logger: silentLogger(), metrics },
    {
      name: 'prompts',
      build: (parts) => {
        ;({ log } = parts)
        return { views: [view], reactions: [{ name: 'act', source: 'prompts', react }] }
      },
    },
  )
  await service.onModuleInit()
  await service.onApplicationBootstrap()
  probes = await startProbes({ port: 0, registry: metrics.registry, health: () => service.health() })
})
afterEach(async () => {
  await probes.stop()
  await service.beforeApplicationShutdown()
  await service.onApplicationShutdown()
  await bus.close()
  await database.drop()
})

const tell = (...streams: readonly string[]) =>
  log.append(
    streams.map((stream) => ({ stream, expectedVersion: 0, facts: [{ type: 'WordNoted', data: {} }] })),
    { meta: { actor: 'test', correlationId: 'c' } },
  )
const get = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${probes.port}${path}`, { method })
const measured = async () => (await (await get('/metrics')).text()).split('\n')

test('tells that nothing lags, who leads, and how much was appended', async () => {
  await tell('a', 'b', 'c')
  await eventually(async () =>
    expect(await measured()).toEqual(
      expect.arrayContaining([
        'arena_service_readable{service="prompts"} 1',
        'arena_log_position{service="prompts"} 3',
        'arena_events_appended_total{service="prompts"} 3',
        'arena_lag_events{service="prompts",reader="view words"} 0',
        'arena_lag_events{service="prompts",reader="reaction act"} 0',
        'arena_lag_events{service="prompts",reader="relay"} 0',
        'arena_leading{service="prompts",reader="reaction act"} 1',
        'arena_dead_letters{service="prompts",reader="reaction act"} 0',
      ]),
    ),
  )
})

test('tells how far a view is behind, and that it is stuck', async () => {
  isViewBroken = true
  await tell('a', 'b')
  await eventually(
    async () =>
      expect(await measured()).toEqual(
        expect.arrayContaining([
          'arena_lag_events{service="prompts",reader="view words"} 2',
          'arena_stuck{service="prompts",reader="view words"} 1',
        ]),
      ),
    { timeoutMs: 15_000 },
  )
  const answer = await get('/health/ready')
  expect([answer.status, await answer.json()]).toEqual([
    503,
    { ready: false, problems: ['The view words of prompts cannot go on; see the log.'] },
  ])
})

test('counts dead letters, which are no lag', async () => {
  await tell('bad')
  await eventually(async () =>
    expect(await measured()).toEqual(
      expect.arrayContaining([
        'arena_dead_letters{service="prompts",reader="reaction act"} 1',
        'arena_lag_events{service="prompts",reader="reaction act"} 0',
      ]),
    ),
  )
})

test('measures requests by operation and outcome', async () => {
  await bus.request(kitOperations('prompts').readLog, { after: 0, limit: 1 }, serviceContext('arena'))
  const lines = await measured()
  expect(lines).toContain('arena_request_seconds_count{service="prompts",operation="readLog",outcome="ok"} 1')
})

test('answers the probes, and nothing else', async () => {
  expect(await (await get('/health/live')).json()).toEqual({ live: true })
  expect(await (await get('/health/ready')).json()).toEqual({ ready: true })
  expect((await get('/metrics')).headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  expect([(await get('/other')).status, (await get('/metrics', 'POST')).status]).toEqual([404, 405])
})
