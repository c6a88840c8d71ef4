/** I9: how far every reader and every stream is behind the log that it follows. */
import { setTimeout as sleep } from 'node:timers/promises'
import { jetstreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { Pool } from 'pg'
import { schemas, type Rig, type Schema } from '../rig/rig.ts'
import { Violation } from './violation.ts'

/** Events by reader, e.g. `betting view markets`; those that are behind only. */
export type Lags = Readonly<Record<string, number>>

const LOOK_EVERY_MS = 100

type Heads = Readonly<Record<Schema, number>>

export const headsOf = async (pools: Rig['pools']): Promise<Heads> => {
  const one = async (schema: Schema) =>
    Number((await pools[schema].query<{ position: string }>('select position from head')).rows[0]?.position)
  const [sandbox, betting, insights] = await Promise.all([one('sandbox'), one('betting'), one('insights')])
  return { sandbox, betting, insights }
}

/** Views and timers follow the log of their own service. */
const followed: Readonly<Record<string, Schema>> = {
  'reaction markets-follow-runs': 'sandbox',
  'reaction agent-accounts-follow-runs': 'sandbox',
  'feed sandbox': 'sandbox',
  'feed betting': 'betting',
}

const readersOf = async (pool: Pool, schema: Schema, heads: Heads): Promise<readonly [string, number][]> => {
  const { rows } = await pool.query<{ reader: string; position: string }>('select reader, position from checkpoints')
  return rows.map(({ reader, position }) => [`${schema} ${reader}`, heads[followed[reader] ?? schema] - Number(position)])
}

/** What somebody else wrote behind the relay's last message says nothing of the log. */
const lastCarried = async (connection: NatsConnection, schema: Schema): Promise<number> => {
  const { streams } = await jetstreamManager(connection, { timeout: 2000 })
  const { state } = await streams.info(`arena_${schema}`)
  for (let seq = state.last_seq; seq >= state.first_seq && seq > 0; seq--) {
    const header = (await streams.getMessage(`arena_${schema}`, { seq }))?.header
    if (header?.get('ce-id') && header.get('Nats-Msg-Id') === header.get('ce-id')) return Number(header.get('ce-position'))
  }
  return 0
}

const streamLag = async (connection: NatsConnection, schema: Schema, heads: Heads): Promise<[string, number]> => [
  `stream ${schema}`,
  heads[schema] - (await lastCarried(connection, schema)),
]

export interface LagOptions {
  /** Default: the present ends of the logs. */
  readonly heads?: Heads
  /** Whether to look at the streams too. Default: true. */
  readonly streams?: boolean
  /** When the last fault was over, by the steady clock. Default: now. */
  readonly since?: number
}

export const lagsOf = async ({ pools, connection }: Rig, { heads: given, streams = true }: LagOptions = {}): Promise<Lags> => {
  const heads = given ?? (await headsOf(pools))
  const readers = await Promise.all([readersOf(pools.betting, 'betting', heads), readersOf(pools.insights, 'insights', heads)])
  const carried = streams ? await Promise.all(schemas.map((schema) => streamLag(connection, schema, heads))) : []
  return Object.fromEntries([...readers.flat(), ...carried].filter(([, lag]) => lag > 0))
}

/** What broke may still be coming back. */
const attempted = async (look: () => Promise<Lags>): Promise<Lags | Error> => {
  try {
    return await look()
  } catch (error) {
    return error as Error
  }
}

const isNone = (lags: Lags | Error): boolean => !(lags instanceof Error) && Object.keys(lags).length === 0

/** Answers after how many seconds nothing was behind any more. Throws a `Violation` when something still is. */
export const untilNoLag = async (rig: Rig, withinMs: number, options: LagOptions = {}): Promise<number> => {
  const { since = performance.now() } = options
  for (;;) {
    const lags = await attempted(() => lagsOf(rig, options))
    const tookMs = performance.now() - since
    if (isNone(lags)) return Math.round(tookMs / 100) / 10
    const words = lags instanceof Error ? lags.message : JSON.stringify(lags)
    if (tookMs > withinMs) throw new Violation('I9', `after ${withinMs / 1000} s something is still behind: ${words}`)
    await sleep(LOOK_EVERY_MS)
  }
}
