/** The connection to NATS: short pings, and reconnects for as long as it takes. */
import { JetStreamApiError, jetstreamManager } from '@nats-io/jetstream'
import { AuthorizationError, connect, type ConnectionOptions, type NatsConnection } from '@nats-io/transport-node'

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

/** An address that asks for it gets it from every server, or nothing: the client alone would go on in the clear, password and all. */
const tlsOf = (servers: readonly string[]) =>
  servers.some((server) => URL.canParse(server) && new URL(server).protocol === 'tls:') ? { tls: {} } : {}

/** The client wants `host:port`, and what it is to know of the user apart. */
const plain = (server: string): string => (URL.canParse(server) && new URL(server).host ? new URL(server).host : server)

/** It answers, and cannot be the bus: what it lacks. */
class Unfit extends Error {}

/** A smaller limit than NATS has by default would break events and answers that the arena takes for granted. */
const LEAST_PAYLOAD_BYTES = 1024 * 1024

/** For the whole server, and for the account of this user. */
const NOT_ENABLED = new Set([10076, 10039])

/** The client keeps the class of its own error to itself, but not the name. */
const lacksJetStream = (error: unknown): boolean =>
  error instanceof JetStreamApiError
    ? NOT_ENABLED.has(error.code)
    : error instanceof Error && error.name === 'JetStreamNotEnabled'

/** What a server lacks, found at the start rather than by everything that fails later. Errors: `Unfit`. */
const requireFitness = async (connection: NatsConnection): Promise<void> => {
  const limit = connection.info?.max_payload ?? LEAST_PAYLOAD_BYTES
  if (limit < LEAST_PAYLOAD_BYTES)
    throw new Unfit(`allows messages of ${limit} bytes only; max_payload must be ${LEAST_PAYLOAD_BYTES} (1 MiB) or more`)
  // In a cluster another server may have it, so the question goes to the cluster.
  await jetstreamManager(connection).catch((error: unknown) => {
    if (lacksJetStream(error)) throw new Unfit('has no JetStream; start it with nats-server -js')
    throw error
  })
}

const isFinal = (error: unknown) => error instanceof AuthorizationError

const reasonOf = (error: unknown, servers: string): string => {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof Unfit) return `NATS at ${servers} ${message}.`
  if (error instanceof AuthorizationError)
    return `NATS at ${servers} refuses the user or password of its address, nats://user:password@host:4222: ${message}.`
  return `NATS does not answer at ${servers}: ${message}. Is it running, with JetStream (nats-server -js)?`
}

const connectFit = async (options: ConnectionOptions): Promise<NatsConnection> => {
  const connection = await connect(options)
  try {
    await requireFitness(connection)
    return connection
  } catch (error) {
    await connection.close()
    throw error
  }
}

/** Errors: `BusUnreachable`. */
export const connectNats = async ({ servers, name, patienceMs = FIRST_PATIENCE_MS }: ConnectOptions): Promise<NatsConnection> => {
  const all = typeof servers === 'string' ? servers.split(',').map((server) => server.trim()) : servers
  const until = Date.now() + patienceMs
  for (;;) {
    try {
      return await connectFit({
        servers: all.map(plain),
        name,
        ...authOf(all),
        ...tlsOf(all),
        maxReconnectAttempts: -1,
        reconnectTimeWait: RECONNECT_WAIT_MS,
        reconnectJitter: RECONNECT_WAIT_MS,
        pingInterval: PING_INTERVAL_MS,
        maxPingOut: 2,
      })
    } catch (error) {
      if (isFinal(error) || Date.now() >= until) throw new BusUnreachable(reasonOf(error, all.map(shown).join(', ')))
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_WAIT_MS))
    }
  }
}
