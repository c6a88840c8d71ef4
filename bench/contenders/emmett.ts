/** Emmett’s Postgres store. It changes how `pg` reads bigints for the whole process, so it must have one of its own. */
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql'
import { Pool } from 'pg'
import { newPayload, STREAM_APPENDS, times, type Case, type Contender, type Operation } from '../cases.ts'

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

  return {
    prepare: async (task) => {
      if (task.kind === 'read') return [await prepareRead(task)]
      const hot = appendUntilDone(`hot-${crypto.randomUUID()}`)
      return times(task.callers, () => (task.kind === 'hot' ? hot : appendTo(task)))
    },
    close: async () => {
      await store.close()
      await pool.end()
    },
  }
}
