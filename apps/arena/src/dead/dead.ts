/** What `arena dead` does on the database of the arena. */
import { ServiceName } from '@agent-arena/contracts'
import { StartupProblem } from '@agent-arena/embedded-postgres'
import { openPool, type Database } from '@agent-arena/event-store'
import { askToRetry, listParkedStreams, readParkedEvents, type ParkedStream } from '@agent-arena/service-kit'
import { Pool } from 'pg'
import type { ArenaConfig } from '../arena.config.ts'
import { openDatabase } from '../start-up/open-database.ts'
import { say } from '../start-up/progress.ts'
import { tableOf } from './table.ts'
import { wordsOf } from './words.ts'

/** The stream of a reaction as people write it: `betting.markets-follow-runs`. */
interface Named {
  readonly reaction: string
  readonly stream: string
}

interface InService extends ParkedStream {
  readonly service: ServiceName
}

const SHOWN = 20

/** A service that has never run here has no tables. */
const servicesIn = async (url: string): Promise<readonly ServiceName[]> => {
  const pool = new Pool({ connectionString: url, max: 1 })
  try {
    const { rows } = await pool.query<{ service: ServiceName }>(
      `select s as service from unnest($1::text[]) s where to_regclass(s || '.dead_letters') is not null`,
      [ServiceName.options],
    )
    return rows.map(({ service }) => service)
  } finally {
    await pool.end()
  }
}

const withService = async <T>(url: string, service: ServiceName, work: (db: Database) => Promise<T>): Promise<T> => {
  const pool = openPool(url, service, { max: 1 })
  return work(pool).finally(() => pool.end())
}

const allParked = async (url: string): Promise<readonly InService[]> => {
  const all: InService[] = []
  for (const service of await servicesIn(url))
    all.push(...(await withService(url, service, listParkedStreams)).map((parked) => ({ ...parked, service })))
  return all
}

const nameOf = ({ service, reaction }: InService) => `${service}.${reaction}`

const find = async (url: string, { reaction, stream }: Named): Promise<InService> => {
  const parked = await allParked(url)
  const found = parked.find((one) => nameOf(one) === reaction && one.stream === stream)
  if (found) return found
  throw new StartupProblem(
    parked.some((one) => nameOf(one) === reaction)
      ? `The reaction ${reaction} has no dead letters of the stream ${stream}; \`arena dead list\` shows what there is.`
      : `There are no dead letters of a reaction ${reaction}; \`arena dead list\` shows what there is.`,
  )
}

export const listDead = async (config: ArenaConfig): Promise<void> => {
  await using database = await openDatabase(config)
  const parked = await allParked(database.url)
  if (parked.length === 0) return say('No dead letters.')
  const rows = parked.map((one) => ({
    reaction: nameOf(one),
    stream: one.stream,
    events: String(one.count),
    first: String(one.firstPosition),
    age: wordsOf(one.ageSeconds),
    reason: one.isAsked ? `(to be tried again) ${one.reason}` : one.reason,
  }))
  say(tableOf(rows))
}

export const showDead = async (config: ArenaConfig, named: Named): Promise<void> => {
  await using database = await openDatabase(config)
  const { service, reaction, stream, source, count } = await find(database.url, named)
  const letters = await withService(database.url, service, (db) => readParkedEvents(db, { reaction, stream }, SHOWN))
  say(`${named.reaction} has parked ${count} event${count === 1 ? '' : 's'} of ${stream}, in the log of ${source}.`)
  for (const { event, reason, attempts, parkedAt } of letters) {
    say(`\n${event.position}  ${event.type}, version ${event.version}, ${event.id}`)
    say(`   parked ${parkedAt.toISOString()} after ${attempts} attempt${attempts === 1 ? '' : 's'}: ${reason}`)
    if (event === letters[0]?.event) say(JSON.stringify(event.data, null, 2).replaceAll(/^/gm, '   '))
  }
  if (count > letters.length) say(`\n… and ${count - letters.length} more.`)
}

interface Asked {
  readonly reaction: string | undefined
  readonly stream: string | undefined
  readonly all: boolean
}

export const retryDead = async (config: ArenaConfig, { reaction, stream, all }: Asked): Promise<void> => {
  if (all && reaction !== undefined) throw new StartupProblem('Name a reaction and a stream, or give --all, not both.')
  if (!all && (reaction === undefined || stream === undefined))
    throw new StartupProblem('Name a reaction and a stream as `arena dead list` shows them, or give --all.')
  await using database = await openDatabase(config)
  const asked = all
    ? await retryAll(database.url)
    : await retryOne(database.url, { reaction: reaction ?? '', stream: stream ?? '' })
  if (asked === 0) return say('No dead letters.')
  say(
    `${asked} event${asked === 1 ? ' is' : 's are'} to be tried again: by a running arena within about a second, else at its start.`,
  )
  say('`arena dead list` shows what is left.')
}

const retryOne = async (url: string, named: Named): Promise<number> => {
  const { service, reaction, stream } = await find(url, named)
  return withService(url, service, (db) => askToRetry(db, { reaction, stream }))
}

const retryAll = async (url: string): Promise<number> => {
  let asked = 0
  for (const service of await servicesIn(url)) asked += await withService(url, service, (db) => askToRetry(db, 'all'))
  return asked
}
