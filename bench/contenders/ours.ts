/** Our log. A hot stream is decided by the command handler, as a market is. */
import { serviceContext } from '@agent-arena/contracts'
import { handle, logMigrations, migrate, openPool, PostgresEventLog } from '@agent-arena/event-store'
import { newPayload, STREAM_APPENDS, times, type Case, type Contender, type Operation } from '../cases.ts'

const meta = { actor: 'user:usr_0001', correlationId: crypto.randomUUID(), causationId: crypto.randomUUID() }
const bets = { initialState: 0, evolve: (count: number) => count + 1 }

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

  return {
    prepare: async (task) => {
      if (task.kind === 'read') return [await prepareRead(task)]
      const hot = decideOn(`hot-${crypto.randomUUID()}`)
      return times(task.callers, () => (task.kind === 'hot' ? hot : appendTo(task)))
    },
    close: () => pool.end(),
  }
}
