/** I4: what the bus holds of a log is a contiguous run of it, up to its end, with nothing twice. */
import { jetstream, jetstreamManager, type JsMsg } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { ServiceName } from '@agent-arena/contracts'
import type { Pool } from 'pg'
import type { Verdict } from './verdict.ts'
import { wrong } from './violation.ts'

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

/** Counts the events that the bus holds of the log, and where they are not the next one. */
export const checkStream = async (connection: NatsConnection, pool: Pool, source: ServiceName): Promise<Verdict> => {
  const carried = (await carriedBy(connection, source)).filter(({ own }) => own)
  const steps = carried.map(({ position }, index) => (index === 0 ? 1 : position - Number(carried[index - 1]?.position)))
  const { rows } = await pool.query<{ id: string; position: string }>('select id, position from events order by position')
  const foreign = carried.filter(({ id, position }) => rows[position - 1]?.id !== id)
  const end = carried.at(-1)?.position ?? 0
  return {
    figures: {
      [`${source} events on the bus`]: carried.length,
      lost: Math.max(0, rows.length - end),
      doubled: steps.filter((step) => step < 1).length,
      gaps: steps.filter((step) => step > 1).length,
    },
    violations: [
      ...wrong(
        'I4',
        `events in the stream of ${source} that do not follow the one before them`,
        carried.filter((_, index) => steps[index] !== 1),
      ),
      ...wrong('I4', `events in the stream of ${source} that are not those of the log`, foreign),
      ...(end === rows.length ? [] : [`I4: the stream of ${source} ends at ${end} and the log at ${rows.length}`]),
    ],
  }
}
