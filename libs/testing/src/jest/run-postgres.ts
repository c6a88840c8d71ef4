/** The one Postgres of a test run, in a folder of the run that goes with it. */
import { startPostgres, stopPostgres, type EmbeddedPostgres } from '@agent-arena/embedded-postgres'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'agent-arena-tests-'

/** Throw-away data: nobody misses it after a power cut. Tests of durability start a Postgres of their own. */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' }

const isDead = (pid: number) => {
  try {
    return !process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

const remove = (folder: string) => rmSync(folder, { recursive: true, force: true, maxRetries: 20 })

/** A run that was killed with SIGKILL could not clean up; the next one does. */
const sweep = async () => {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    if (!isDead(Number(name.slice(PREFIX.length).split('-')[0]))) continue
    await stopPostgres(join(tmpdir(), name, 'postgres'))
    remove(join(tmpdir(), name))
  }
}

export class RunPostgres {
  #folder: string | undefined
  #running: Promise<EmbeddedPostgres> | undefined
  #pid: number | undefined

  /** Address of its maintenance database. */
  async start(): Promise<string> {
    await sweep()
    const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
    this.#folder = folder
    this.#running = startPostgres({ dataDir: join(folder, 'postgres'), dataHome: folder, settings })
    const { url, pid } = await this.#running
    this.#pid = pid
    return url
  }

  async stop(): Promise<void> {
    const running = await this.#running?.catch(() => undefined)
    await running?.stop()
    this.#pid = undefined
    if (this.#folder) remove(this.#folder)
  }

  /** Without waiting: the immediate way, and the folder with it. */
  kill(): void {
    if (this.#pid === undefined) return
    process.kill(this.#pid, 'SIGQUIT')
    if (this.#folder) remove(this.#folder)
  }
}
