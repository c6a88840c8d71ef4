/** npm run bench: our log beside Emmett’s and beside the physical limit, in turns on one durable Postgres; the table and bench/results.json. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { circumstances, type Circumstances } from './circumstances.ts'
import { cases as allCases, EMMETT_REBUILD_EVENTS, limitKind, REBUILD_EVENTS, type Case } from './cases.ts'
import { measureHttp } from './http/measure.ts'
import { measureLockResults } from './lock/results.ts'
import type { Measured } from './contender.ts'
import { postgresSeconds } from './processor-time.ts'
import { readyWal } from './ready-wal.ts'
import { findNatsServer } from '@agent-arena/testing'
import { resultsOf, tableOf, type Result, type Sample } from './report.ts'
import { measureTransport } from './transport/measure.ts'
import { withPostgres, type BenchPostgres } from './with-postgres.ts'
import { withPrograms } from './with-programs.ts'

const ROUNDS = 3
const WARM_UP_MS = 150
const SLICE_MS = 700

const contenders = ['ours', 'emmett', 'limit'] as const

/** Memory for the tables of one run, and no checkpoint within a slice; the same server for all. */
const settings = { shared_buffers: '1GB', max_wal_size: '8GB', min_wal_size: '2GB' }

/** `npm run bench -- <part of a name>` measures only those, and keeps nothing. */
const [part = ''] = process.argv.slice(2)
/** As the formatter would have it, so that a run leaves nothing to mend. */
const keep = async (results: readonly Result[], measured: Circumstances): Promise<void> => {
  const filepath = join(import.meta.dirname, 'results.json')
  const lines = results.map((result) => ({ ...result, ...measured }))
  writeFileSync(filepath, await format(JSON.stringify(lines), { ...(await resolveConfig(filepath)), filepath }))
}

const cases = allCases.filter(({ name }) => name.includes(part))
if (cases.length === 0) {
  const names = allCases.map(({ name }) => `  ${name}`).join('\n')
  console.log(`npm run bench -- [part of a name], which measures only those and keeps nothing:\n${names}`)
  process.exit(/^(--help|-h)$/.test(part) ? 0 : 2)
}

/** The limit is one connection that writes rows of 100, reads pages of 1,000, or reads a whole log by a cursor. */
const limits = { append: 100, read: 1000, rebuild: REBUILD_EVENTS }

const sample = async (child: ChildProcess, task: Case, postmaster: number): Promise<Omit<Sample, 'contender'>> => {
  const begun = once(child, 'message')
  child.send({ task, warmUpMs: WARM_UP_MS, ms: SLICE_MS })
  await begun
  const before = postgresSeconds(postmaster)
  const [measured] = (await once(child, 'message')) as [Measured]
  const after = postgresSeconds(postmaster)
  const events = measured.operations * task.events
  const cpuSeconds = before === null || after === null ? null : measured.ownSeconds + after - before
  return {
    task,
    eventsPerSecond: measured.operationsPerSecond * task.events,
    p99Ms: measured.p99Ms,
    cpuUsPerEvent: cpuSeconds === null ? null : (cpuSeconds / events) * 1e6,
  }
}

/** What each contender does for a case; nothing where it has no such thing, or did it for the case before. */
const taskOf = (contender: string, task: Case): Case | undefined => {
  const { kind } = task
  if (contender === 'ours') return task
  if (contender === 'emmett') {
    if (kind !== 'rebuild') return kind === 'page' ? undefined : task
    return cases.find((other) => other.kind === kind) === task ? { ...task, events: EMMETT_REBUILD_EVENTS } : undefined
  }
  const isFirst = cases.find((other) => limitKind(other) === limitKind(task)) === task
  if (!isFirst) return undefined
  return { name: limitKind(task), kind: limitKind(task), events: limits[limitKind(task)], callers: 1 }
}

/** In turns, case by case, so that a busy moment of the machine meets all of them. */
const round = async (children: ReadonlyMap<string, ChildProcess>, postmaster: number): Promise<readonly Sample[]> => {
  const samples: Sample[] = []
  const turns = cases.flatMap((one) =>
    [...children].flatMap(([contender, child]) => {
      const task = taskOf(contender, one)
      return task ? [{ contender, child, task }] : []
    }),
  )
  for (const { contender, child, task } of turns) samples.push({ contender, ...(await sample(child, task, postmaster)) })
  return samples
}

const measureAll = async ({ url: server, pid, newDatabase }: BenchPostgres): Promise<readonly Sample[]> => {
  await readyWal(server)
  const url = await newDatabase('bench')
  return withPrograms(async ({ start }) => {
    const children = new Map<string, ChildProcess>()
    for (const name of contenders) children.set(name, (await start(join(import.meta.dirname, 'contender.ts'), name, url)).child)
    const samples: Sample[] = []
    for (let turn = 1; turn <= ROUNDS; turn++) {
      process.stderr.write(`Round ${turn} of ${ROUNDS}, load ${loadavg()[0]?.toFixed(1)} …\n`)
      samples.push(...(await round(children, pid)))
    }
    return samples
  })
}

/** On NATS, where there is one. */
const measureCarrying = async (newDatabase: (name: string) => Promise<string>): Promise<readonly Result[]> => {
  try {
    findNatsServer()
  } catch (error) {
    process.stderr.write(`The transport is left out: ${error instanceof Error ? error.message : String(error)}\n`)
    return []
  }
  return measureTransport(newDatabase)
}

/** What has servers of its own. */
const measureRest = async (postgres: BenchPostgres): Promise<readonly Result[]> => [
  ...(await measureHttp(postgres)),
  ...(await measureLockResults(postgres.newDatabase)),
  ...(await measureCarrying(postgres.newDatabase)),
]

await withPostgres(async (postgres) => {
  const measured = circumstances()
  const samples = await measureAll(postgres)
  const load = `load ${measured.load} before and ${loadavg()[0]?.toFixed(1)} after, ${availableParallelism()} processors`
  const results = [...resultsOf(samples), ...(part === '' ? await measureRest(postgres) : [])]
  console.log(
    `${tableOf(results)}\n\nMedians of ${ROUNDS} rounds in turns; ${load}. CPU is of the contender and Postgres together.`,
  )
  if (part === '') await keep(results, measured)
}, settings)
