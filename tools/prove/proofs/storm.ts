/** Old events are written into the streams again, twice each and in any order, while the load runs. */
import { setTimeout as sleep } from 'node:timers/promises'
import { jetstream, JetStreamApiError, jetstreamManager, type JsMsg } from '@nats-io/jetstream'
import { headers, type NatsConnection } from '@nats-io/transport-node'
import type { Rig } from '../rig/rig.ts'
import { proof, tryHouse } from '../proof.ts'

const TAKEN = 400
const BURST = 40
const PAUSE_MS = [100, 600] as const

/** The latest messages of a stream, as they are stored. */
const latest = async (connection: NatsConnection, stream: string): Promise<readonly JsMsg[]> => {
  const { state } = await (await jetstreamManager(connection)).streams.info(stream)
  const from = Math.max(state.first_seq, state.last_seq - TAKEN + 1)
  const consumer = await jetstream(connection).consumers.get(stream, { opt_start_seq: from, deliver_policy: 'by_start_sequence' })
  const found: JsMsg[] = []
  const page = await consumer.fetch({ max_messages: Math.min(TAKEN, state.messages), expires: 2000 })
  for await (const message of page) found.push(message)
  return found
}

/** The same event under another name of its message, or under none, so that the stream takes it. */
const sendAgain = (connection: NatsConnection, message: JsMsg, named: boolean): void => {
  const own = headers()
  for (const name of message.headers?.keys() ?? []) if (name.startsWith('ce-')) own.set(name, message.headers?.get(name) ?? '')
  if (named) own.set('Nats-Msg-Id', `again-${crypto.randomUUID()}`)
  connection.publish(message.subject, message.data, { headers: own })
}

const STREAM_NOT_FOUND = 10059

/** A relay that finds nothing of its own at the end of a stream makes it anew: for a moment there is none. */
const known = async (connection: NatsConnection, stream: string): Promise<readonly JsMsg[]> => {
  try {
    return await latest(connection, stream)
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === STREAM_NOT_FOUND) return []
    throw error
  }
}

const burst = async ({ connection, random }: Rig, stream: string): Promise<number> => {
  const some = random.shuffled(await known(connection, stream)).slice(0, BURST)
  const doubled = random.shuffled([...some, ...some])
  for (const message of doubled) sendAgain(connection, message, random.next() < 0.5)
  await connection.flush()
  return doubled.length
}

export const storm = proof({
  name: 'storm',
  title: 'A storm of repeated and reordered messages',
  question: 'What if the bus delivers twice and out of order?',
  full: { messages: 10_000, clients: 24 },
  small: { messages: 400, clients: 8 },
  run: ({ messages, clients }, stage) =>
    tryHouse(stage, {
      clients,
      async harm(rig) {
        let sent = 0
        for (let told = 0; sent < messages;) {
          for (const stream of ['arena_betting', 'arena_sandbox']) sent += await burst(rig, stream)
          if (sent - told >= 1000) rig.say(`${(told = sent)} of ${messages} messages`)
          await sleep(rig.random.between(...PAUSE_MS))
        }
        return { 'foreign messages': sent }
      },
    }),
})
