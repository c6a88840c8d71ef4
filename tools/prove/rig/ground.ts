/** What a proof stands on: a durable Postgres on a data folder of its own, which can be killed and comes back where it was. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { abandonPostgres, createDatabase, startPostgres, type EmbeddedPostgres } from '@agent-arena/embedded-postgres'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

export class Ground implements AsyncDisposable {
  readonly folder: string
  /** Whether what the services said is to stay for a person to look at. */
  keeps = false
  /** What else is to be killed when the proof is interrupted. */
  readonly atInterrupt = new Set<() => void>()
  private postgres: EmbeddedPostgres

  private constructor(folder: string, postgres: EmbeddedPostgres) {
    this.folder = folder
    this.postgres = postgres
  }

  static async open(): Promise<Ground> {
    const folder = await mkdtemp(join(tmpdir(), 'arena-prove-'))
    return new Ground(folder, await startIn(folder))
  }

  /** The address of a new database. */
  database(): Promise<string> {
    return createDatabase(this.postgres.url, `prove_${crypto.randomUUID().replaceAll('-', '')}`)
  }

  /** The postmaster dies as in a power cut, and is started again on its data once it is gone. Everybody holds its address, so that must stay. */
  async killPostgres(): Promise<void> {
    const { pid, url } = this.postgres
    process.kill(pid, 'SIGKILL')
    while (isAlive(pid)) await sleep(5)
    this.postgres = await startIn(this.folder)
    if (this.postgres.url !== url) throw new Error('Another program took the port of the killed Postgres; run the proof again.')
  }

  /** Asks everything to end, and does not wait: for a process that is about to end itself. */
  abandon(): void {
    for (const kill of this.atInterrupt) kill()
    abandonPostgres(join(this.folder, 'postgres'))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.postgres.stop()
    if (!this.keeps) await rm(this.folder, { recursive: true, force: true })
  }
}

const startIn = (folder: string) => startPostgres({ dataDir: join(folder, 'postgres'), dataHome: folder })
