/** Stands between a service and Postgres, reads what it asks, and tells of one message at a moment that somebody chose. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * `held`: it never reaches Postgres. `sent`: it is on its way, and what becomes of it is open. `unanswered`: it is committed, and the answer
 * is kept back. `answered`: the service has the answer.
 */
export const moments = ['held', 'sent', 'unanswered', 'answered'] as const
export type Moment = (typeof moments)[number]

export interface Strike {
  readonly moment: Moment
  /** Told once, at the moment. */
  readonly now: () => void
}

/** Asked about each message of the service; answers whether something is to happen to it. */
export type Inspect = (message: Buffer) => Strike | undefined

const BIND = 'B'.charCodeAt(0)
const SYNC = 'S'.charCodeAt(0)
/** ReadyForQuery: type, length and the state of the transaction. */
const READY = Buffer.from('Z\0\0\0\u0005I')

const READING_MS = 5

/** The prepared statement that a Bind message executes, after the name of its portal. */
export const statementOf = (message: Buffer): string | undefined => {
  if (message[0] !== BIND) return undefined
  const begin = message.indexOf(0, 5) + 1
  return message.toString('latin1', begin, message.indexOf(0, begin))
}

/** Whole messages of the service; the first one has no type. */
class Messages {
  private rest: Buffer = Buffer.alloc(0)
  private isFirst = true

  take(chunk: Buffer): readonly Buffer[] {
    this.rest = Buffer.concat([this.rest, chunk])
    const whole: Buffer[] = []
    for (let size = this.size(); this.rest.length >= size; size = this.size()) {
      whole.push(this.rest.subarray(0, size))
      this.rest = this.rest.subarray(size)
      this.isFirst = false
    }
    return whole
  }

  /** Of the next message; infinite while it is not known. */
  private size(): number {
    const head = this.isFirst ? 0 : 1
    return this.rest.length < head + 4 ? Infinity : head + this.rest.readInt32BE(head)
  }
}

class Line {
  private strike: Strike | undefined
  private isCut = false
  private isAsked = false
  private tail: Buffer = Buffer.alloc(0)
  private readonly messages = new Messages()
  private readonly client: Socket
  private readonly server: Socket
  /** Resolves when Postgres has ended it. */
  readonly closed: Promise<void>
  private readonly inspect: Inspect

  constructor(client: Socket, server: Socket, inspect: Inspect) {
    this.client = client
    this.server = server
    this.inspect = inspect
    this.closed = new Promise((resolve) => server.once('close', () => resolve()))
    client.on('data', (chunk) => this.fromClient(chunk))
    server.on('data', (chunk) => this.fromServer(chunk))
    // The server closes by itself, after what it is about to commit.
    client.on('close', () => server.end()).on('error', () => undefined)
    server.on('close', () => client.destroy()).on('error', () => undefined)
    client.resume()
  }

  end(): void {
    this.server.destroy()
  }

  private fromClient(chunk: Buffer): void {
    for (const message of this.messages.take(chunk)) this.forward(message)
  }

  private forward(message: Buffer): void {
    if (this.isCut) return
    this.strike ??= this.inspect(message)
    if (this.strike?.moment === 'held') return this.cut()
    this.server.write(message)
    if (!this.strike || message[0] !== SYNC) return
    this.isAsked = true
    if (this.strike.moment === 'sent') this.cut()
  }

  private fromServer(chunk: Buffer): void {
    if (this.isCut) return
    const { strike } = this
    if (strike?.moment !== 'unanswered' || !this.isAsked) this.client.write(chunk)
    if (!strike || !this.isAsked) return
    this.tail = Buffer.concat([this.tail, chunk]).subarray(-READY.length)
    if (this.tail.equals(READY)) this.cut()
  }

  /** From now on nothing passes. An answer that was given needs a moment to be read. */
  private cut(): void {
    this.isCut = true
    const { strike } = this
    if (strike) setTimeout(() => strike.now(), strike.moment === 'answered' ? READING_MS : 0)
  }
}

export class PostgresProxy {
  private readonly lines = new Set<Line>()
  private readonly listener = createServer({ noDelay: true, pauseOnConnect: true }, (client) => void this.join(client))
  private gate: Promise<void> = Promise.resolve()
  private readonly target: URL
  private readonly inspect: Inspect

  private constructor(target: URL, inspect: Inspect) {
    this.target = target
    this.inspect = inspect
  }

  static async open(databaseUrl: string, inspect: Inspect): Promise<PostgresProxy> {
    const proxy = new PostgresProxy(new URL(databaseUrl), inspect)
    await once(proxy.listener.listen(0, '127.0.0.1'), 'listening')
    return proxy
  }

  /** The address of the database behind it. */
  get url(): string {
    const url = new URL(this.target)
    url.port = String((this.listener.address() as AddressInfo).port)
    return url.href
  }

  /** While it is shut nobody new gets through; those who are there go on. */
  async whileShut(look: () => Promise<void>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.gate = promise
    await look().finally(resolve)
  }

  /** Resolves when Postgres has ended all that came through here. */
  async untilEmpty(): Promise<void> {
    await Promise.all([...this.lines].map(({ closed }) => closed))
  }

  stop(): void {
    for (const line of this.lines) line.end()
    this.listener.close()
  }

  private async join(client: Socket): Promise<void> {
    client.on('error', () => undefined)
    await this.gate
    if (client.destroyed) return
    const server = connect({ port: Number(this.target.port), host: this.target.hostname, noDelay: true })
    const line = new Line(client, server, this.inspect)
    this.lines.add(line)
    void line.closed.then(() => this.lines.delete(line))
  }
}
