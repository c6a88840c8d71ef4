/** I4: what the bus holds of a log is a contiguous run of it, up to its end, with nothing twice. */
import { jetstream, jetstreamManager, type JsMsg } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { ServiceName } from '@agent-arena/contracts'
import type { Pool } from 'pg'
import { none, Violation } from './violation.ts'

/** An event in a stream. */
export interface Carried {
  readonly id: string
  readonly position: number
  /** Whether the relay put it there: it names each message after its event. Everything else is foreign. */
  readonly own: boolean
}

const carriedIn = ({ headers }: JsMsg): Carried | null => {
  const [id, position] = [headers?.get('ce-id') ?? '', Number(headers?.get('ce-position'))]
  return id !== '' && position > 0 ? { id, position, own: headers?.get('Nats-Msg-Id') === id } : null
}

const PAGE = 1000

/** The events of a log's stream in stored order, without what is no event. */
export const carriedBy = async (connection: NatsConnection, source: ServiceName): Promise<readonly Carried[]> => {
  const name = `arena_${source}`
  const { state } = await (await jetstreamManager(connection)).streams.info(name)
  const consumer = await jetstream(connection).consumers.get(name)
  const found: Carried[] = []
  for (let rest = state.messages; rest > 0;) {
    const page = await consumer.fetch({ max_messages: Math.min(PAGE, rest), expires: 5000 })
    const before = rest
    for await (const message of page) {
      rest--
      const carried = carriedIn(message)
      if (carried) found.push(carried)
    }
    if (rest === before) throw new Error(`The stream ${name} says that it holds ${rest} more messages and brings none.`)
  }
  return found
}

/** Answers how many events the bus holds of the log. */
export const checkStream = async (connection: NatsConnection, pool: Pool, source: ServiceName): Promise<number> => {
  const carried = (await carriedBy(connection, source)).filter(({ own }) => own)
  const broken = carried.filter(({ position }, index) => index > 0 && position !== Number(carried[index - 1]?.position) + 1)
  none('I4', `events in the stream of ${source} that do not follow the one before them`, broken)
  const { rows } = await pool.query<{ id: string; position: string }>('select id, position from events order by position')
  const foreign = carried.filter(({ id, position }) => rows[position - 1]?.id !== id)
  none('I4', `events in the stream of ${source} that are not those of the log`, foreign)
  const end = carried.at(-1)?.position ?? 0
  if (end !== rows.length) throw new Violation('I4', `the stream of ${source} ends at ${end} and the log at ${rows.length}`)
  return carried.length
}
