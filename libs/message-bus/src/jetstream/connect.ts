/** The connection to NATS: short pings, and reconnects for as long as it takes. */
import { connect } from '@nats-io/transport-node'
import type { NatsConnection } from '@nats-io/transport-node'

export interface ConnectOptions {
  /** One address or several, e.g. `nats://nats:4222`; user and password may stand in them. */
  readonly servers: string | readonly string[]
  /** Shown in the server's list of connections. */
  readonly name: string
  /** How long to try for the first connection, milliseconds. */
  readonly patienceMs?: number
}

const RECONNECT_WAIT_MS = 250
const PING_INTERVAL_MS = 5000
const FIRST_PATIENCE_MS = 10_000

/** No bus could be reached: a sentence for the operator. */
export class BusUnreachable extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'BusUnreachable'
  }
}

/** Tells no password: it may stand in the address. */
const shown = (server: string): string => {
  if (!URL.canParse(server)) return server
  const url = new URL(server)
  return url.host === '' ? server : `${url.protocol}//${url.host}`
}

const authOf = (servers: readonly string[]) => {
  const url = servers.map((server) => (URL.canParse(server) ? new URL(server) : null)).find((one) => one?.username)
  if (!url) return {}
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
  return pass === '' ? { token: user } : { user, pass }
}

/** The client wants `host:port`, and what it is to know of the user apart. */
const plain = (server: string): string => (URL.canParse(server) && new URL(server).host ? new URL(server).host : server)

const isFinal = (error: unknown) => error instanceof Error && /authorization|authentication/i.test(error.message)

/** Errors: `BusUnreachable`. */
export const connectNats = async ({ servers, name, patienceMs = FIRST_PATIENCE_MS }: ConnectOptions): Promise<NatsConnection> => {
  const all = typeof servers === 'string' ? servers.split(',').map((server) => server.trim()) : servers
  const until = Date.now() + patienceMs
  for (;;) {
    try {
      return await connect({
        servers: all.map(plain),
        name,
        ...authOf(all),
        maxReconnectAttempts: -1,
        reconnectTimeWait: RECONNECT_WAIT_MS,
        reconnectJitter: RECONNECT_WAIT_MS,
        pingInterval: PING_INTERVAL_MS,
        maxPingOut: 2,
      })
    } catch (error) {
      if (!isFinal(error) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, RECONNECT_WAIT_MS))
      else
        throw new BusUnreachable(
          `NATS does not answer at ${all.map(shown).join(', ')}: ${error instanceof Error ? error.message : String(error)}. Is it running, with JetStream (nats-server -js)?`,
        )
    }
  }
}
