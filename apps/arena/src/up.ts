/** Starts everything in one process, in the order in which it is needed, and stops it in the other. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { runnerEntry } from '@agent-arena/agent-runner'
import { createDatabase } from '@agent-arena/embedded-postgres'
import { startGym } from '@agent-arena/gym'
import type { MessageBus } from '@agent-arena/message-bus'
import { missingIsolation, SandboxUsers } from '@agent-arena/sandbox'
import { loggerOf, stopAll, type Logger } from '@agent-arena/service-kit'
import type { ArenaConfig } from './arena.config.ts'
import { findChromium } from './chromium/find-chromium.ts'
import { Demo } from './demo/demo.ts'
import { openArena, type Ground } from './open-arena.ts'
import { banner, createProgress, say, type Progress } from './start-up/progress.ts'
import { defaultDataFolder, keptSecret, newOperatorToken, openDataFolder } from './start-up/data-folder.ts'
import { reachDatabase } from './start-up/database.ts'
import { keepPostgres } from './start-up/keep-postgres.ts'
import { rememberedPort, requirePort } from './start-up/port.ts'

/** Something that was started; stopped in reverse order. */
type Stop = () => Promise<void>

/** What still can be done, without waiting, when the process must end at once. */
export type LastResort = () => void

export interface UpOptions {
  /** What the operator set; services in processes of their own read their settings from it. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Where programs are looked for, as in PATH. */
  readonly searchPath: string
  /** Stops a start that is under way: what was started already is stopped again, and the signal's reason thrown. */
  readonly signal: AbortSignal
  /** Filled while things are started. */
  readonly lastResorts: LastResort[]
}

export interface RunningArena {
  readonly url: string
  stop(): Promise<void>
}

const openDatabase = async (
  { DATABASE_URL: given }: ArenaConfig,
  folder: string,
  { progress, stops, lastResorts }: Context,
): Promise<string> => {
  if (given !== undefined) return reachDatabase(given)
  const postgres = await keepPostgres(
    { dataDir: join(folder, 'postgres'), dataHome: folder, onStep: (text) => progress.step(`Database: ${text}`) },
    (sentence) => process.stderr.write(`${sentence}\n`),
  )
  stops.push(() => postgres.stop())
  lastResorts.push(() => postgres.abandon())
  return createDatabase(postgres.url, 'arena')
}

interface Context {
  readonly progress: Progress
  readonly stops: Stop[]
  readonly searchPath: string
  readonly signal: AbortSignal
  readonly lastResorts: LastResort[]
}

/** What the services stand on; database and browser take about the same time, so they are started together. */
const layGround = async (config: ArenaConfig, folder: string, context: Context): Promise<Ground> => {
  const { progress, stops, searchPath, signal } = context
  const gymKey = randomBytes(24).toString('base64url')
  const user = new SandboxUsers([folder, runnerEntry]).take()
  const [database, chromium] = await Promise.allSettled([
    openDatabase(config, folder, context),
    findChromium({ named: config.ARENA_CHROMIUM, searchPath, folder, user, signal, onStep: (text) => progress.step(text) }),
  ])
  if (database.status === 'rejected') throw database.reason
  if (chromium.status === 'rejected') throw chromium.reason
  // After the database, which refuses a folder that another arena uses: the remembered port is not to change then.
  const gym = await startGym({ host: '127.0.0.1', port: await rememberedPort(folder, 'gym-port'), key: gymKey })
  stops.push(() => gym.close())
  return { databaseUrl: database.value, chromium: chromium.value, user, gym, gymKey }
}

const startDemo = async (bus: MessageBus, logger: Logger, stops: Stop[]) => {
  const demo = new Demo({ bus, say, onFault: (fault) => logger.error({ err: fault }, 'the demo stumbled and goes on') })
  await demo.start()
  stops.push(() => demo.stop())
}

const notesOf = (config: ArenaConfig, { chromium, user }: Ground): readonly string[] => [
  ...(chromium.path === null ? [] : missingIsolation(user, chromium).map((sentence) => `! ${sentence}`)),
  ...(chromium.path === null
    ? [`! ${chromium.problem ?? ''}`, '! Without one no house agent can play; external agents can.']
    : []),
  config.ARENA_DEMO === 'on' && chromium.path !== null
    ? 'A demo match is about to begin: open the page, join and place a bet.'
    : 'No demo match is played; operators start matches with POST /api/v1/matches.',
]

const stopInReverse = (stops: readonly Stop[]) => stopAll(stops.toReversed().map((stop) => ({ stop })))

export const up = async (
  config: ArenaConfig,
  { environment, searchPath, signal, lastResorts }: UpOptions,
): Promise<RunningArena> => {
  const progress = createProgress()
  const stops: Stop[] = []
  try {
    progress.step('Starting the arena')
    const folder = await openDataFolder(config.ARENA_DATA_DIR ?? defaultDataFolder())
    await requirePort(config.ARENA_HOST, config.ARENA_PORT)
    const token = config.ARENA_OPERATOR_TOKEN ?? (await keptSecret(folder, 'operator-token', newOperatorToken))
    const ground = await layGround(config, folder, { progress, stops, searchPath, signal, lastResorts })
    signal.throwIfAborted()
    progress.step('Starting the services')
    const logger = loggerOf(config)
    const app = await openArena({ config, environment, folder, operatorToken: token, ground, logger })
    lastResorts.push(() => app.abandon())
    stops.push(() => app.close())
    signal.throwIfAborted()
    progress.done('The arena is open')
    const given = config.ARENA_OPERATOR_TOKEN !== undefined
    const tokenNote = given ? 'as given by ARENA_OPERATOR_TOKEN' : '(kept in operator-token in the data folder)'
    say(banner({ url: app.url, folder, token: given ? null : token, tokenNote, notes: notesOf(config, ground) }))
    if (config.ARENA_DEMO === 'on' && ground.chromium.path !== null) await startDemo(app.bus, logger, stops)
    return { url: app.url, stop: () => stopInReverse(stops) }
  } catch (error) {
    progress.stop()
    await stopInReverse(stops)
    throw error
  }
}
