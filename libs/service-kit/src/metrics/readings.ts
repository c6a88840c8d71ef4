/** How far each reader of a service is behind its log, as the database tells it. */
import { kitOperations, serviceContext, type ServiceName } from '@agent-arena/contracts'
import type { Database, EventLog } from '@agent-arena/event-store'
import type { MessageBus } from '@agent-arena/message-bus'
import { countDeadLetters } from '../dead-letters/dead-letters.ts'
import { readerOfReaction } from '../reaction.ts'

/** What follows a log. */
export interface Reader {
  /** As it is shown, e.g. `view markets`. */
  readonly reader: string
  /** How far it has come: the name of its checkpoint in the schema of the service, or the position. */
  readonly at: string | number
  readonly source: ServiceName
  readonly isStuck: boolean
  readonly isLed: boolean
}

export interface ReaderReading {
  readonly reader: string
  /** Null when the source does not answer. */
  readonly lag: number | null
  readonly isStuck: boolean
  readonly isLed: boolean
  /** Null for what parks nothing. */
  readonly deadLetters: number | null
}

export interface ServiceReadings {
  readonly head: number
  readonly readers: readonly ReaderReading[]
}

export interface ReadingParts {
  readonly service: ServiceName
  readonly log: EventLog
  readonly db: Database
  readonly bus: MessageBus
}

const PATIENCE_MS = 2000

const headOf = async ({ service, log, bus }: ReadingParts, source: ServiceName): Promise<number | null> => {
  if (source === service) return log.head()
  const after = Number.MAX_SAFE_INTEGER
  const context = serviceContext(service, { deadline: Date.now() + PATIENCE_MS })
  return bus.request(kitOperations(source).readLog, { after, limit: 1 }, context).then(
    ({ head }) => head,
    () => null, // its lag is not known then
  )
}

const headsOf = async (parts: ReadingParts, sources: ReadonlySet<ServiceName>) =>
  new Map(await Promise.all([...sources].map(async (source) => [source, await headOf(parts, source)] as const)))

/** Throws when the database does not answer. */
export const takeReadings = async (parts: ReadingParts, readers: readonly Reader[]): Promise<ServiceReadings> => {
  const { db, service } = parts
  // Checkpoints first: a head that is read later is never behind them.
  const { rows } = await db.query<{ reader: string; position: string }>('select reader, position from checkpoints')
  const positions = new Map(rows.map(({ reader, position }) => [reader, Number(position)]))
  const dead = await countDeadLetters(db)
  const heads = await headsOf(parts, new Set([service, ...readers.map(({ source }) => source)]))
  const readingOf = ({ at, reader, source, isStuck, isLed }: Reader): ReaderReading => {
    const head = heads.get(source) ?? null
    const position = typeof at === 'number' ? at : (positions.get(at) ?? 0)
    const lag = head === null ? null : Math.max(0, head - position)
    return { reader, lag, isStuck, isLed, deadLetters: reader.startsWith(readerOfReaction('')) ? (dead.get(reader) ?? 0) : null }
  }
  return { head: heads.get(service) ?? 0, readers: readers.map(readingOf) }
}
