/** A nats-server of its own for a test, with JetStream; it can be killed and started again on the same port and store. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findNatsServer } from './find-nats-server.ts'
import { startProcess, type ProcessEnd, type StartedProcess } from './start-process.ts'

export interface NatsServerOptions {
  /** Default: any that is free. */
  readonly port?: number
  /** Default: a folder of its own, which `stop` removes. */
  readonly storeDir?: string
  /** Further arguments of the program, e.g. `-c` and a configuration. */
  readonly args?: readonly string[]
}

/** Port -1 lets the server choose, which no other process can take away meanwhile. */
const ANY_PORT = -1

const launch = async (port: number, storeDir: string, args: readonly string[]) => {
  const listen = ['--addr', '127.0.0.1', '--port', String(port), '--jetstream', '--store_dir', storeDir]
  const started = startProcess({ command: findNatsServer(), args: [...listen, ...args] })
  try {
    const line = await started.waitForLine('Listening for client connections on')
    await started.waitForLine('Server is ready')
    return { started, port: Number(/:(\d+)$/.exec(line.trim())?.[1]) }
  } catch (error) {
    await started[Symbol.asyncDispose]()
    throw error
  }
}

interface Place {
  readonly port: number
  readonly storeDir: string
  readonly ownsStore: boolean
  readonly args: readonly string[]
}

export class NatsServer implements AsyncDisposable {
  #started: StartedProcess
  readonly #place: Place

  private constructor(started: StartedProcess, place: Place) {
    this.#started = started
    this.#place = place
  }

  static async start({ port: wanted = ANY_PORT, storeDir: given, args = [] }: NatsServerOptions): Promise<NatsServer> {
    const storeDir = given ?? (await mkdtemp(join(tmpdir(), 'arena-nats-')))
    const { started, port } = await launch(wanted, storeDir, args)
    return new NatsServer(started, { port, storeDir, ownsStore: given === undefined, args })
  }

  get port(): number {
    return this.#place.port
  }

  get storeDir(): string {
    return this.#place.storeDir
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`
  }

  /** Changes with each restart. */
  get pid(): number {
    return this.#started.pid
  }

  /** Everything that the running server has said. */
  get output(): string {
    return this.#started.output
  }

  /** Resolves when the running server has ended. */
  get ended(): Promise<ProcessEnd> {
    return this.#started.ended
  }

  /** Sends a signal and does not wait: SIGKILL, or SIGSTOP and later SIGCONT. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    process.kill(this.pid, signal)
  }

  /** Starts it again on the same port and store, after its end if it still runs. */
  async restart(): Promise<void> {
    await this.#end()
    const { started } = await launch(this.port, this.storeDir, this.#place.args)
    this.#started = started
  }

  async stop(): Promise<void> {
    await this.#end()
    if (this.#place.ownsStore) await rm(this.storeDir, { recursive: true, force: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  /** A server that was stopped in its tracks hears SIGTERM only after SIGCONT. */
  async #end() {
    const ended = this.#started.kill('SIGTERM')
    await this.#started.kill('SIGCONT')
    await ended
  }
}

/** Errors: no nats-server on this machine, or what the server said when it did not start. */
export const startNatsServer = (options: NatsServerOptions = {}): Promise<NatsServer> => NatsServer.start(options)
