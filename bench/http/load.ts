/** Clients that bet over HTTP, each on one connection that stays, each asking again as soon as it is answered. A process of its own. */
import { connect, type Socket } from 'node:net'
import { quantile } from '../report.ts'

export interface Load {
  readonly port: number
  readonly tokens: readonly string[]
  readonly markets: readonly string[]
  readonly clients: number
  readonly warmUpMs: number
  readonly ms: number
}

export interface Carried {
  readonly perSecond: number
  readonly answers: number
  readonly p99Ms: number
}

const HEAD_END = Buffer.from('\r\n\r\n')

/** One request at a time; the answer is known by its Content-Length. */
class Client {
  private readonly socket: Socket
  private pending: { resolve(status: number): void; reject(error: Error): void } | null = null
  private received: Buffer = Buffer.alloc(0)

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.socket.on('data', (chunk) => this.take(chunk))
    this.socket.on('error', (error) => this.pending?.reject(error))
    this.socket.on('close', () => this.pending?.reject(new Error('The server closed the connection.')))
  }

  ask(request: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject }
      this.socket.write(request)
    })
  }

  close(): void {
    this.socket.destroy()
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk])
    const end = this.received.indexOf(HEAD_END)
    if (end < 0) return
    const head = this.received.toString('latin1', 0, end)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
    if (this.received.length < end + HEAD_END.length + length) return
    const status = Number(head.slice(9, 12))
    if (status >= 300) return this.pending?.reject(new Error(this.received.toString()))
    this.received = Buffer.alloc(0)
    this.pending?.resolve(status)
  }
}

let asked = 0

/** Small stakes in turns, so that both sides of a market grow. */
const requestOf = (token: string, market: string): string => {
  asked++
  const body = JSON.stringify({ outcome: asked % 2 === 0 ? 'success' : 'failure', stake: 1 + (asked % 9) })
  return `POST /api/v1/markets/${market}/bets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: ${process.pid}-${asked}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

/** The clients bet for a while, each from market to market. */
const bet = async (clients: readonly Client[], { tokens, markets }: Load, ms: number): Promise<Carried> => {
  const latencies: number[] = []
  const begun = performance.now()
  await Promise.all(
    clients.map(async (client, index) => {
      const token = tokens[index % tokens.length] ?? ''
      for (let turn = index, sent = performance.now(); sent - begun < ms; turn += 7) {
        await client.ask(requestOf(token, markets[turn % markets.length] ?? ''))
        const answered = performance.now()
        latencies.push(answered - sent)
        sent = answered
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  const answers = latencies.length
  return { perSecond: answers / seconds, answers, p99Ms: quantile(latencies, 0.99) }
}

/** Connecting belongs to the warm-up. */
const carry = async (load: Load): Promise<Carried> => {
  const clients = Array.from({ length: load.clients }, () => new Client(load.port))
  try {
    await bet(clients, load, load.warmUpMs)
    process.send?.('begin')
    return await bet(clients, load, load.ms)
  } finally {
    for (const client of clients) client.close()
  }
}

process.on('message', (load: Load) => {
  void carry(load).then((carried) => process.send?.(carried))
})
process.send?.('open')
