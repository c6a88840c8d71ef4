/** The process that is killed: rebuilds the view and says after each checkpoint how far it is. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openPool, PostgresEventLog, rebuildView, RebuildUnderWay } from '@agent-arena/event-store'
import { stakesView } from './stakes.view.ts'

const [url = '', schema = '', view = '', checkpointEvents = ''] = process.argv.slice(2)
const pool = openPool(url, schema, { max: 3 })
const log = new PostgresEventLog(pool)

const say = (text: string) => process.stdout.write(`${text}\n`)

/** The connections of a builder that was killed stand for a moment longer than it. */
const rebuild = async (): Promise<number> => {
  const options = { log, pool, view: stakesView(view), checkpointEvents: Number(checkpointEvents) }
  try {
    return await rebuildView({ ...options, onProgress: (position) => void say(`at ${position}`) })
  } catch (error) {
    if (!(error instanceof RebuildUnderWay)) throw error
    await sleep(20)
    return rebuild()
  }
}

say(`rebuilt ${await rebuild()}`)
await pool.end()
