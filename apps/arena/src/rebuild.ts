/** `arena rebuild <view>`: builds a view anew while the arena runs, or not. */
import { bettingViews } from '@agent-arena/betting'
import { StartupProblem } from '@agent-arena/embedded-postgres'
import { openPool, PostgresEventLog, rebuildView, RebuildUnderWay, type View } from '@agent-arena/event-store'
import { insightsViews } from '@agent-arena/insights'
import { sandboxViews } from '@agent-arena/sandbox'
import type { ArenaConfig } from './arena.config.ts'
import { openDatabase } from './start-up/open-database.ts'
import { createProgress, say } from './start-up/progress.ts'

const services: Readonly<Record<string, readonly View[]>> = {
  betting: bettingViews,
  insights: insightsViews,
  sandbox: sandboxViews,
}

const names = Object.entries(services).flatMap(([service, views]) => views.map(({ name }) => `${service}.${name}`))

const find = (name: string): { readonly service: string; readonly view: View } => {
  const [service = '', ...rest] = name.split('.')
  const view = services[service]?.find((candidate) => candidate.name === rest.join('.'))
  if (!view) throw new StartupProblem(`There is no view ${name}; there are ${names.join(', ')}.`)
  return { service, view }
}

const percent = (position: number, head: number) => `${Math.floor((100 * position) / Math.max(head, 1))} %`

export const rebuild = async (name: string | undefined, config: ArenaConfig, signal: AbortSignal): Promise<void> => {
  if (name === undefined) return say(`Views that can be rebuilt: ${names.join(', ')}`)
  const { service, view } = find(name)
  await using database = await openDatabase(config)
  const pool = openPool(database.url, service)
  const progress = createProgress()
  try {
    progress.step(`Rebuilding ${name}`)
    const onProgress = (position: number, head: number) =>
      progress.step(`Rebuilding ${name}: ${percent(position, head)} of ${head.toLocaleString('en')} events`)
    const position = await rebuildView({ log: new PostgresEventLog(pool), pool, view, onProgress, signal })
    progress.done(`${name} is rebuilt and shows ${position.toLocaleString('en')} events`)
  } catch (error) {
    progress.stop()
    if (signal.aborted) return say(`Stopped. The same command goes on from here.`)
    throw error instanceof RebuildUnderWay ? new StartupProblem(error.message) : error
  } finally {
    await pool.end()
  }
}
