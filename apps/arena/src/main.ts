/** The `arena` command. */
import 'reflect-metadata'
import { StartupProblem } from '@agent-arena/embedded-postgres'
import { DurabilityProblem } from '@agent-arena/event-store'
import { BusUnreachable } from '@agent-arena/message-bus'
import { ConfigError } from '@agent-arena/service-kit'
import { Command, Option } from 'commander'
import { readConfig } from './arena.config.ts'
import { audit } from './audit.ts'
import { addDeadCommand } from './dead/dead.command.ts'
import { rebuild } from './rebuild.ts'
import { say } from './start-up/progress.ts'
import { up, type LastResort } from './up.ts'

/** A stop that hangs must not keep the terminal. */
const STOP_PATIENCE_MS = 4500
/** On a terminal Ctrl-C reaches the arena twice: by its group, and from npm, which passes signals on. That is one wish, not two. */
const ONE_WISH_MS = 1000

/** The first signal stops in order, also in the middle of the start; a second one, or a stop that hangs, ends at once. */
const stopOnSignals = (stopArena: () => Promise<void>, lastResorts: readonly LastResort[]): void => {
  let stoppingSince: number | null = null
  const endAtOnce = (code: number) => {
    for (const resort of lastResorts) resort()
    process.exit(code)
  }
  const stop = () => {
    if (stoppingSince !== null && performance.now() - stoppingSince < ONE_WISH_MS) return
    if (stoppingSince !== null) endAtOnce(130)
    stoppingSince = performance.now()
    say('Stopping …')
    setTimeout(endAtOnce, STOP_PATIENCE_MS, 1).unref()
    stopArena().then(
      () => {
        say('Stopped.')
        process.exit(0)
      },
      (error: unknown) => {
        process.stderr.write(`The arena did not stop cleanly: ${Error.isError(error) ? error.stack : String(error)}\n`)
        endAtOnce(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
}

/** Resolves when the arena is open; a start that was stopped never does. */
const run = async (options: UpOptions): Promise<void> => {
  const stopped = new AbortController()
  const lastResorts: LastResort[] = []
  const searchPath = process.env['PATH'] ?? ''
  const environment = environmentOf(options)
  const starting = up(readConfig(environment), { environment, searchPath, signal: stopped.signal, lastResorts })
  stopOnSignals(async () => {
    stopped.abort()
    await (await starting.catch(() => null))?.stop()
  }, lastResorts)
  await starting.catch((error: unknown) => {
    if (!stopped.signal.aborted) throw error
  })
}

/** What a person can mend is said in plain words; only a fault of ours shows its stack. */
const fail = (error: unknown): never => {
  const plain =
    error instanceof StartupProblem ||
    error instanceof ConfigError ||
    error instanceof DurabilityProblem ||
    error instanceof BusUnreachable
  process.stderr.write(
    `\n${plain ? error.message : `The arena could not start: ${Error.isError(error) ? error.stack : String(error)}`}\n`,
  )
  process.exit(1)
}

interface UpOptions {
  readonly port?: string
  readonly host?: string
  readonly dataDir?: string
  readonly demo?: string
  readonly nats?: string
  readonly split?: true
}

const environmentOf = ({ port, host, dataDir, demo, nats, split }: UpOptions): NodeJS.ProcessEnv => ({
  ...process.env,
  ...(port !== undefined && { ARENA_PORT: port }),
  ...(host !== undefined && { ARENA_HOST: host }),
  ...(dataDir !== undefined && { ARENA_DATA_DIR: dataDir }),
  ...(demo !== undefined && { ARENA_DEMO: demo }),
  ...(nats !== undefined && { NATS_URL: nats }),
  ...(split && { ARENA_SPLIT: 'on' }),
})

const program = new Command('arena')
  .description('AI agents compete in sandboxes before a live audience that bets play money.')
  .showHelpAfterError('`arena --help` lists commands, `arena <command> --help` their options.')

program
  .command('up', { isDefault: true })
  .description('starts the whole arena, by default in one process: embedded database, gym, services, pages')
  .option('-p, --port <port>', 'port of the pages and the API (ARENA_PORT, 3000)')
  .option('--host <address>', 'address to listen on (ARENA_HOST, 127.0.0.1)')
  .option('-d, --data-dir <folder>', 'where everything is kept (ARENA_DATA_DIR, .arena)')
  .addOption(new Option('--demo <switch>', 'whether house agents play a demo match (ARENA_DEMO, on)').choices(['on', 'off']))
  .option('--nats <url>', 'the bus, e.g. nats://localhost:4222; else it is inside the process (NATS_URL)')
  .option('--split', 'runs each service as a process of its own; needs --nats (ARENA_SPLIT)')
  .addHelpText('after', '\nAll settings are environment variables; .env.example lists them.')
  .action(async (options: UpOptions) => {
    await run(options).catch(fail)
  })

program
  .command('rebuild')
  .argument('[view]', 'which one, e.g. betting.markets; without it, all are listed')
  .description('builds a view anew from its log, beside the live one, and puts it in its place; may be stopped and goes on later')
  .option('-d, --data-dir <folder>', 'the arena’s data folder (ARENA_DATA_DIR, .arena)')
  .action(async (view: string | undefined, { dataDir }: UpOptions) => {
    const stopped = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort())
    await rebuild(view, readConfig(environmentOf(dataDir === undefined ? {} : { dataDir })), stopped.signal).catch(fail)
  })

program
  .command('audit')
  .description(
    'compares every balance, entry, pool and bet with the log; ends with 1 when something differs, and changes nothing',
  )
  .option('-d, --data-dir <folder>', 'the arena’s data folder (ARENA_DATA_DIR, .arena)')
  .option('--json', 'the findings as JSON')
  .action(async ({ dataDir, json }: UpOptions & { readonly json?: true }) => {
    const config = readConfig(environmentOf(dataDir === undefined ? {} : { dataDir }))
    process.exitCode = await audit(config, { json: json ?? false }).catch(fail)
  })

addDeadCommand(program, (options) => readConfig(environmentOf(options)), fail)

await program.parseAsync()
