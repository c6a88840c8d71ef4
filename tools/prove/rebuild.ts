/** Proof: a rebuild that is killed again and again under load ends with the live view’s rows, and no read fails meanwhile. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import {
  logMigrations,
  migrate,
  openPool,
  PostgresEventLog,
  PostgresViewStore,
  Projector,
  type View,
} from '@agent-arena/event-store'
import { checkLog } from './checks/log.ts'
import { joined } from './checks/verdict.ts'
import { checkStakes } from './rebuild/check-stakes.ts'
import { appendMany, startLoad } from './rebuild/load.ts'
import { contentOf, stakesView } from './rebuild/stakes.view.ts'

export interface RebuildCounts {
  /** Events of the log before the load begins. Default 200,000. */
  readonly events?: number
  /** How often the builder is killed with SIGKILL between two checkpoints of its own. Default 5. */
  readonly kills?: number
}

const SCHEMA = 'betting'
const REACH_MS = 60_000
const [rebuilt, followed] = [stakesView('rebuilt'), stakesView('followed')]

const fail = (what: string): never => {
  throw new Error(`The rebuild proof failed: ${what}`)
}

interface Built {
  /** Positions of the checkpoints that it told of. */
  readonly checkpoints: readonly number[]
  readonly finished: boolean
}

const nodeOptions = [
  '--disable-warning=ExperimentalWarning',
  '--import',
  join(import.meta.dirname, '../swc-hooks.mjs'),
  '--conditions=source',
]

const startBuilder = (url: string, checkpointEvents: number) => {
  const builder = [join(import.meta.dirname, 'rebuild/builder.ts'), url, SCHEMA, rebuilt.name, String(checkpointEvents)]
  return spawn(process.execPath, [...nodeOptions, ...builder], { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Runs a builder; kills it as soon as it is at the position, wherever it then is on the way to its next checkpoint. */
const build = async (url: string, checkpointEvents: number, killAt: number): Promise<Built> => {
  const child = startBuilder(url, checkpointEvents)
  const ended = once(child, 'close')
  const checkpoints: number[] = []
  let finished = false
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, position] = line.split(' ')
    if (what === 'rebuilt') finished = true
    if (what === 'at') checkpoints.push(Number(position))
    if (Number(position) >= killAt) child.kill('SIGKILL')
  }
  const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null]
  if (code !== 0 && signal !== 'SIGKILL') fail(`the builder ended with code ${code}, signal ${signal}.`)
  return { checkpoints, finished }
}

/** Kills builder after builder, spread over the log, then lets one finish. Each has to go on where the one before was. */
const buildWithKills = async (url: string, { events, kills }: Required<RebuildCounts>) => {
  const checkpointEvents = Math.max(1, Math.min(20_000, Math.floor(events / (2 * kills + 2))))
  let [killed, last, restarts] = [0, 0, 0]
  while (killed < kills) {
    const { checkpoints, finished } = await build(url, checkpointEvents, (events * (killed + 1)) / (kills + 1))
    if ((checkpoints[0] ?? Infinity) <= last) fail(`a builder began at ${checkpoints[0]}, before the checkpoint ${last}.`)
    last = finished ? 0 : (checkpoints.at(-1) ?? last)
    if (finished) restarts++
    else killed++
    if (restarts > kills) fail('the builder finishes before it can be killed; take more events.')
  }
  const { checkpoints, finished } = await build(url, checkpointEvents, Infinity)
  if (!finished) fail('the last builder did not finish.')
  if ((checkpoints[0] ?? Infinity) <= last) fail(`the last builder began at ${checkpoints[0]}, before the checkpoint ${last}.`)
  return { killed, checkpointEvents, resumedAt: last }
}

const follow = async (log: PostgresEventLog, pool: ReturnType<typeof openPool>, view: View) => {
  // A switch moves the checkpoint of the live view, which its projector notices as a fault and goes on from there.
  const projector = new Projector({ log, store: new PostgresViewStore({ log, pool, view }), onFault: () => undefined })
  await projector.start()
  return projector
}

/** On a database of its own, which is left as it is. Throws when something is not as it should be. */
export const proveRebuild = async (url: string, { events = 200_000, kills = 5 }: RebuildCounts = {}) => {
  const pool = openPool(url, SCHEMA, { max: 10 })
  await migrate(pool, SCHEMA, [logMigrations])
  const log = new PostgresEventLog(pool)
  const projectors = [await follow(log, pool, rebuilt), await follow(log, pool, followed)]
  try {
    await appendMany(log, events)
    const load = startLoad(log, pool, rebuilt.tables)
    const built = await buildWithKills(url, { events, kills }).finally(() => load.stop())
    const { reads, failed, appended } = await load.stop()
    const head = await log.head()
    const shown = await Promise.all(projectors.map((projector) => projector.reached(head, REACH_MS)))
    if (shown.includes(false)) fail('a view does not reach the head of the log.')
    const [ours, live] = [await contentOf(pool, rebuilt), await contentOf(pool, followed)]
    if (ours !== live) fail(`the rebuilt view has ${ours}, the live one ${live}.`)
    if (failed.length > 0) fail(`${failed.length} of ${reads} reads failed, the first one with ${String(failed[0])}.`)
    const verdict = joined([await checkLog(pool, SCHEMA), await checkStakes(pool, rebuilt.name)])
    return { eventsUnderLoad: appended, ...built, reads, failedReads: failed.length, content: ours, verdict }
  } finally {
    await Promise.all(projectors.map((projector) => projector.stop()))
    await pool.end()
  }
}
