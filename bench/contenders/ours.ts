/** Our log. A hot stream is decided by the command handler, as a market is. */
import { serviceContext, type Fact, type StoredEvent } from '@agent-arena/contracts'
import { handle, logMigrations, migrate, openPool, PostgresEventLog, rebuildView, type View } from '@agent-arena/event-store'
import { newPayload, once, REBUILD_EVENTS, STREAM_APPENDS, times, type Case, type Contender, type Operation } from '../cases.ts'
import { addBets, ddl, tables, type Bet } from '../odds.ts'

const meta = { actor: 'user:usr_0001', correlationId: crypto.randomUUID(), causationId: crypto.randomUUID() }
const bets = { initialState: 0, evolve: (count: number) => count + 1 }

const odds: View = {
  name: 'odds',
  version: 1,
  tables,
  ddl,
  apply: (db, events) =>
    addBets(
      db,
      (events as readonly StoredEvent<Fact<'BetPlaced', Bet>>[]).map(({ data }) => data),
    ),
}

const fill = async (log: PostgresEventLog) => {
  for (let made = await log.head(); made < REBUILD_EVENTS; made = await log.head()) {
    const appends = times(20, (index) => {
      const facts = times(100, (fact) => ({ type: 'BetPlaced', data: newPayload(made + index * 100 + fact) }))
      return log.append([{ stream: `market-${crypto.randomUUID()}`, expectedVersion: 0, facts }], { meta })
    })
    await Promise.all(appends)
  }
}

/** A log of its own, so that it has exactly the events of the case. */
const openLongLog = async (url: string) => {
  const pool = openPool(url, 'ours_long')
  await migrate(pool, 'ours_long', [logMigrations])
  const log = new PostgresEventLog(pool)
  await fill(log)
  await pool.query('vacuum analyze events')
  return { pool, log }
}

export const open = async (url: string): Promise<Contender> => {
  const pool = openPool(url, 'ours')
  await migrate(pool, 'ours', [logMigrations])
  const log = new PostgresEventLog(pool)
  let made = 0
  const facts = (count: number) => times(count, () => ({ type: 'BetPlaced', data: newPayload(++made) }))

  const appendTo = ({ events }: Case): Operation => {
    let [stream, version] = ['', STREAM_APPENDS * events]
    return async () => {
      if (version >= STREAM_APPENDS * events) [stream, version] = [`market-${crypto.randomUUID()}`, 0]
      await log.append([{ stream, expectedVersion: version, facts: facts(events) }], { meta })
      version += events
    }
  }
  const decideOn = (stream: string): Operation => {
    const command = {
      context: serviceContext('betting'),
      places: { bets: { stream, fold: bets } },
      decide: () => ({ bets: facts(1) }),
      answer: () => null,
    }
    return () => handle<{ bets: number }, null>(log, command)
  }
  const prepareRead = async ({ events }: Case): Promise<Operation> => {
    const stream = `read-${crypto.randomUUID()}`
    await log.append([{ stream, expectedVersion: 0, facts: facts(events) }], { meta })
    return () => log.readStream(stream, 0, events)
  }

  const long = once(() => openLongLog(url))
  const rebuildLong = async ({ checkpointEvents }: Case): Promise<Operation> => {
    const longLog = await long()
    return () => rebuildView({ ...longLog, view: odds, ...(checkpointEvents !== undefined && { checkpointEvents }) })
  }
  const readPages = async ({ events }: Case): Promise<Operation> => {
    const longLog = await long()
    let after = 0
    return async () => {
      await longLog.log.readMany(after, events)
      after = (after + events) % REBUILD_EVENTS
    }
  }

  return {
    prepare: async (task) => {
      if (task.kind === 'read') return [await prepareRead(task)]
      if (task.kind === 'page') return [await readPages(task)]
      if (task.kind === 'rebuild') return [await rebuildLong(task)]
      const hot = decideOn(`hot-${crypto.randomUUID()}`)
      return times(task.callers, () => (task.kind === 'hot' ? hot : appendTo(task)))
    },
  }
}
