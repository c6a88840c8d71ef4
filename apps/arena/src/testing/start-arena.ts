/** A whole arena under test: the built one, started by the README's way, in a data folder and on a port of its own. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClient, type ArenaClient } from '@agent-arena/contracts'
import {
  eventually,
  leftProcesses,
  processesMatching,
  startProcess,
  type ProcessEnd,
  type RunningProcess,
} from '@agent-arena/testing'
import { busVariables, endBus } from './bus-under-test.ts'
import { freePort } from './free-port.ts'

export const OPERATOR_TOKEN = 'arena_op_for-tests-only-0123456789'
export const STEP_INTERVAL_MS = 300

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const startScript = join(root, 'tools', 'start.mjs')

type Environment = Readonly<Record<string, string | undefined>>

/** What a person's machine does not have set, whatever the tests run in. */
const neutral: Environment = {
  DATABASE_URL: undefined,
  NATS_URL: undefined,
  ARENA_SPLIT: undefined,
  ARENA_PUBLIC_URL: undefined,
  ARENA_HOST: undefined,
  ARENA_TRUSTED_PROXIES: undefined,
  npm_lifecycle_event: undefined,
}

export const launchArena = (env: Environment, { byNpm = false } = {}) =>
  startProcess({
    ...(byNpm ? { command: 'npm', args: ['start'] } : { args: [startScript] }),
    cwd: root,
    env: {
      ...neutral,
      NODE_OPTIONS: undefined,
      ARENA_DEMO: 'off',
      ARENA_STEP_INTERVAL_MS: String(STEP_INTERVAL_MS),
      ARENA_OPERATOR_TOKEN: OPERATOR_TOKEN,
      /** All guests of a test come from one address. */
      ARENA_SESSIONS_PER_MINUTE: '0',
      ...env,
    },
  })

/** A folder that agents of another user can pass through; what an arena makes in it is removed with it. */
export const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'arena-e2e-'))
  await chmod(folder, 0o711)
  return folder
}

export interface ArenaOptions {
  /** Kept after the arena's end; default: a new one that goes with it. */
  readonly dataDir?: string
  readonly port?: number
  readonly env?: Environment
  /** By `npm start` itself, which puts npm between the test and the arena. */
  readonly byNpm?: boolean
}

export class ArenaUnderTest implements AsyncDisposable {
  readonly url: string
  readonly process: ReturnType<typeof startProcess>
  readonly dataDir: string
  private readonly ownFolder: string | null

  constructor(started: Pick<ArenaUnderTest, 'url' | 'process' | 'dataDir'>, ownFolder: string | null) {
    this.url = started.url
    this.process = started.process
    this.dataDir = started.dataDir
    this.ownFolder = ownFolder
  }

  /** The typed client of whoever has this token; of anyone without one. */
  as(token?: string): ArenaClient {
    return createClient({ url: this.url, token: () => token })
  }

  get operator(): ArenaClient {
    return this.as(OPERATOR_TOKEN)
  }

  /** Ctrl-C as a terminal sends it, to the whole group: npm passes it on to the arena, which hears it twice. */
  async interrupt(): Promise<ProcessEnd> {
    process.kill(-this.process.pid, 'SIGINT')
    return this.process.ended
  }

  /** Everything of it that runs: its process, its family, and whatever names its data folder. */
  running(): readonly RunningProcess[] {
    const all = [...leftProcesses(this.process.pid), ...processesMatching(this.dataDir)]
    return [...new Map(all.map((process) => [process.pid, process])).values()]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.process.kill('SIGTERM')
    await this.process[Symbol.asyncDispose]()
    await endBus(this.dataDir)
    for (const { pid } of this.running()) killNow(pid)
    if (this.ownFolder !== null) await rm(this.ownFolder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const killNow = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // ended meanwhile
  }
}

const READY_PATIENCE_MS = 60_000

const isReady = async (url: string) => {
  const { status } = await fetch(`${url}/health/ready`)
  if (status !== 200) throw new Error(`not ready: ${status}`)
}

/** Resolves when a match can be started. Errors: ended or not ready in time, with all that it said. */
export const startArena = async (options: ArenaOptions = {}): Promise<ArenaUnderTest> => {
  const ownFolder = options.dataDir === undefined ? await newFolder() : null
  const dataDir = options.dataDir ?? join(ownFolder ?? '', 'data')
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const started = launchArena(
    { ARENA_DATA_DIR: dataDir, ARENA_PORT: String(port), ...(await busVariables(dataDir)), ...options.env },
    { byNpm: options.byNpm ?? false },
  )
  const ready = eventually(() => isReady(url), { timeoutMs: READY_PATIENCE_MS, everyMs: 50 })
  const ended = started.ended.then(() => Promise.reject(new Error(`The arena ended:\n${started.output}`)))
  await Promise.race([ready, ended]).catch(async (error: unknown) => {
    await started[Symbol.asyncDispose]()
    throw error
  })
  ended.catch(() => undefined)
  return new ArenaUnderTest({ url, process: started, dataDir }, ownFolder)
}
