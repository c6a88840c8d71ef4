/** Emmett’s Postgres store. It changes how `pg` reads bigints for the whole process, so it must have one of its own. */
import { createDatabase } from '@agent-arena/embedded-postgres'
import type { Event } from '@event-driven-io/emmett'
import { getPostgreSQLEventStore, postgreSQLProjection, rebuildPostgreSQLProjections } from '@event-driven-io/emmett-postgresql'
import { Pool, type ClientBase } from 'pg'
import { addBets, ddl, tables, type Bet } from '../odds.ts'
import {
  EMMETT_REBUILD_EVENTS,
  newPayload,
  once,
  STREAM_APPENDS,
  times,
  type Case,
  type Contender,
  type Operation,
} from '../cases.ts'

/** With pages of this size it is fastest, and with hardly a pause between them. */
const pulling = { batchSize: 1000, pullingFrequencyInMs: 1 }

const odds = postgreSQLProjection<Event<'BetPlaced', Bet>>({
  name: 'odds',
  canHandle: ['BetPlaced'],
  handle: async (events, { connection }) => {
    const db = connection.client as unknown as ClientBase
    await addBets(
      db,
      events.map(({ data }) => data),
    )
  },
})

/** A store of its own, so that it has exactly the events of the case. */
const openLongStore = async (url: string) => {
  const own = await createDatabase(url, 'bench_emmett_long')
  const pool = new Pool({ connectionString: own, max: 4 })
  const store = getPostgreSQLEventStore(own, { connectionOptions: { pool } })
  await store.schema.migrate()
  await pool.query(ddl)
  for (let made = 0; made < EMMETT_REBUILD_EVENTS; made += 100)
    await store.appendToStream(
      `market-${crypto.randomUUID()}`,
      times(100, (index) => ({ type: 'BetPlaced', data: newPayload(made + index), metadata })),
    )
  const rebuild = async () => {
    // Its rebuild goes on from the checkpoint of the one before.
    await pool.query(`truncate ${tables.join(', ')}, emt_processors`)
    const consumer = rebuildPostgreSQLProjections({ connectionString: own, projections: [odds], pulling })
    await consumer.start()
    await consumer.close()
    const { rows } = await pool.query<{ bets: string }>('select sum(bets) as bets from odds_pools')
    if (Number(rows[0]?.bets) !== EMMETT_REBUILD_EVENTS) throw new Error(`Emmett rebuilt from ${rows[0]?.bets} events.`)
  }
  return { rebuild }
}

/** More connections make it slower: its work is bound by the processor. */
const CONNECTIONS = 32

const metadata = { actor: 'user:usr_0001', correlationId: crypto.randomUUID(), causationId: crypto.randomUUID() }

export const open = async (url: string): Promise<Contender> => {
  const pool = new Pool({ connectionString: url, max: CONNECTIONS })
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } })
  await store.schema.migrate()
  let made = 0
  const events = (count: number) => times(count, () => ({ type: 'BetPlaced', data: newPayload(++made), metadata }))

  const appendTo = (task: Case): Operation => {
    let [stream, version] = ['', STREAM_APPENDS * task.events]
    return async () => {
      if (version >= STREAM_APPENDS * task.events) [stream, version] = [`market-${crypto.randomUUID()}`, 0]
      const expectedStreamVersion = version === 0 ? ('STREAM_DOES_NOT_EXIST' as const) : BigInt(version)
      await store.appendToStream(stream, events(task.events), { expectedStreamVersion })
      version += task.events
    }
  }
  /** It takes any version, and tries again when somebody else was first: the fastest way that it has. */
  const appendUntilDone =
    (stream: string): Operation =>
    async () => {
      for (;;) {
        try {
          return await store.appendToStream(stream, events(1))
        } catch (error) {
          if (!String(error).includes('ersion')) throw error
        }
      }
    }
  const prepareRead = async (task: Case): Promise<Operation> => {
    const stream = `read-${crypto.randomUUID()}`
    await store.appendToStream(stream, events(task.events))
    return () => store.readStream(stream)
  }

  const long = once(() => openLongStore(url))

  return {
    prepare: async (task) => {
      if (task.kind === 'rebuild') return [(await long()).rebuild]
      if (task.kind === 'read') return [await prepareRead(task)]
      const hot = appendUntilDone(`hot-${crypto.randomUUID()}`)
      return times(task.callers, () => (task.kind === 'hot' ? hot : appendTo(task)))
    },
  }
}
