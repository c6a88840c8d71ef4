/** The house under proof: Postgres, nats-server, betting and insights as processes, the rig's own sandbox log, and clients that bet. */
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { openPool } from '@agent-arena/event-store'
import { JetStreamBus, type MessageBus } from '@agent-arena/message-bus'
import { Random, startNatsServer, type NatsServer } from '@agent-arena/testing'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import type { Pool } from 'pg'
import { busDoor, httpDoor } from './doors.ts'
import type { Ground } from './ground.ts'
import { KeptService, type KeptServiceName } from './kept-service.ts'
import { Load } from './load.ts'
import { manyRuns, Runs, type RunsOptions } from './runs.ts'
import { openSandboxLog, type SandboxLog } from './sandbox-log.ts'

export const schemas = ['sandbox', 'betting', 'insights'] as const
export type Schema = (typeof schemas)[number]

export interface Stage {
  readonly ground: Ground
  readonly seed: number
  readonly say: (sentence: string) => void
}

export interface RigOptions extends Stage {
  readonly clients: number
  /** Processes of betting; default: 1. */
  readonly writers?: number
  /** Answers by which address the writers reach a database. Default: its own. */
  readonly writersDatabase?: (databaseUrl: string) => Promise<string>
  /** Clients bet over HTTP, through a gateway. Default: over the bus. */
  readonly http?: boolean
  /** Default: many, that come and go. */
  readonly runs?: RunsOptions
}

export interface Rig extends Stage {
  /** Draws the faults, and nothing else. */
  readonly random: Random
  readonly databaseUrl: string
  readonly nats: NatsServer
  /** Of the rig itself: the load, and the log of the sandbox service. */
  readonly bus: MessageBus
  /** For a look into the streams, and for what is no business of a service. */
  readonly connection: NatsConnection
  readonly pools: Readonly<Record<Schema, Pool>>
  readonly sandbox: SandboxLog
  readonly writers: readonly KeptService[]
  readonly insights: KeptService
  /** Where clients bet over HTTP. */
  readonly gateway: KeptService | null
  readonly runs: Runs
  readonly load: Load
  /** Services that ended although nobody had killed them. */
  readonly ends: readonly string[]
  close(): Promise<void>
}

const NATS_CLIENT = { maxReconnectAttempts: -1, reconnectTimeWait: 100 } as const

const openPools = (databaseUrl: string): Rig['pools'] => {
  const open = (schema: Schema) => openPool(databaseUrl, schema, { max: 4 })
  return { sandbox: open('sandbox'), betting: open('betting'), insights: open('insights') }
}

const environmentOf = (databaseUrl: string, natsUrl: string) => ({
  DATABASE_URL: databaseUrl,
  NATS_URL: natsUrl,
  ARENA_LOG: 'json',
  ARENA_LOG_LEVEL: 'warn',
  BETTING_GRANT_CREDITS: '1000000',
  BETTING_FEE_BPS: '250',
})

/** All clients come from one address. */
const gatewayVariables = {
  ARENA_PORT: '0',
  ARENA_OPERATOR_TOKEN: 'arena_op_of-a-proof',
  ARENA_SESSIONS_PER_MINUTE: '0',
  ARENA_WEB_ROOT: '/nowhere',
}

interface Services {
  readonly folder: string
  readonly envs: Readonly<Record<KeptServiceName, Readonly<Record<string, string>>>>
  readonly writers: number
  readonly http: boolean
}

/** Each service says what it has to say in a file of its own; `ends` are the sentences of those that ended by themselves. */
const launchServices = ({ folder, envs, writers: count, http }: Services) => {
  const ends: string[] = []
  const onEnded = (sentence: string) => void ends.push(sentence)
  const serviceOf = (name: KeptServiceName, number = 1) =>
    new KeptService({ name, env: envs[name], logFile: join(folder, `${name}-${number}.log`), onEnded })
  const writers = Array.from({ length: count }, (_, index) => serviceOf('betting', index + 1))
  return { ends, writers, insights: serviceOf('insights'), gateway: http ? serviceOf('gateway') : null }
}

/** What everything else of the rig speaks over; it dies with the proof that is interrupted. */
const openBus = async (opened: AsyncDisposableStack, folder: string, ground: Ground) => {
  const nats = opened.use(await startNatsServer({ storeDir: join(folder, 'nats') }))
  const killNats = () => nats.kill('SIGKILL')
  ground.atInterrupt.add(killNats)
  opened.defer(() => void ground.atInterrupt.delete(killNats))
  const options = { servers: nats.url, name: 'prove', onFault: () => undefined }
  const bus = opened.adopt(await JetStreamBus.connect(options), (closing) => closing.close())
  const connection = opened.adopt(await connect({ servers: nats.url, ...NATS_CLIENT }), (closing) => closing.close())
  return { nats, bus, connection }
}

/** What is asked to stop and does not was told as a violation before; the rest is closed all the same. */
const stopAll = async (working: readonly { stop(): Promise<unknown> }[]): Promise<void> => {
  await Promise.allSettled(working.map((one) => one.stop()))
}

/** The sandbox log first, then the services, then runs and accounts: everything stands when it resolves, and nobody bets yet. */
export const openRig = async (options: RigOptions): Promise<Rig> => {
  const { ground, seed, say, clients, writers = 1, writersDatabase, http = false } = options
  await using opened = new AsyncDisposableStack()
  const folder = await mkdtemp(join(ground.folder, 'rig-'))
  const { nats, bus, connection } = await openBus(opened, folder, ground)
  const databaseUrl = await ground.database()
  const pools = openPools(databaseUrl)
  opened.defer(async () => void (await Promise.all(Object.values(pools).map((pool) => pool.end()))))
  const sandbox = opened.adopt(await openSandboxLog(databaseUrl, bus), (closing) => closing.close())
  const insights = environmentOf(databaseUrl, nats.url)
  const betting = environmentOf((await writersDatabase?.(databaseUrl)) ?? databaseUrl, nats.url)
  const envs = { insights, betting, gateway: { ...insights, ...gatewayVariables } }
  const services = launchServices({ folder, envs, writers, http })
  const kept = [...services.writers, services.insights, ...(services.gateway ? [services.gateway] : [])]
  opened.defer(() => stopAll(kept))
  await Promise.all(kept.map((service) => service.ready()))
  const chance = new Random(seed + 1)
  const runs = new Runs(sandbox, chance, options.runs ?? manyRuns)
  const { url } = services.gateway ?? {}
  const load = new Load({ door: url === undefined ? busDoor(bus) : httpDoor(url), runs, random: chance, clients })
  opened.defer(() => stopAll([load, runs]))
  await runs.start()
  const whole = opened.move()
  const close = () => whole.disposeAsync()
  const reach = { databaseUrl, nats, bus, connection, pools }
  return { ground, seed, say, random: new Random(seed), ...reach, sandbox, ...services, runs, load, close }
}
