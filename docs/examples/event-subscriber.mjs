// Prints one line for each event of the arena's betting service, from the first that the stream still has; goes on where it stopped.
//   npm install @nats-io/transport-node @nats-io/jetstream && NATS_URL=nats://127.0.0.1:4222 node event-subscriber.mjs
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'

const connection = await connect({ servers: process.env.NATS_URL ?? 'nats://127.0.0.1:4222', maxReconnectAttempts: -1 })
process.once('SIGTERM', () => connection.drain()) // Sends what is acknowledged, then ends.

const [stream, name] = ['arena_betting', 'my_program']
const manager = await jetstreamManager(connection)
const place = { durable_name: name, filter_subject: 'arena.evt.betting.>', ack_policy: 'explicit', max_ack_pending: 1 }
await manager.consumers.add(stream, place) // Once made it stays and remembers what was acknowledged; one at a time keeps the order.
const consumer = await jetstream(connection).consumers.get(stream, name)

let done = 0 // Your own program stores it together with what it does, in one transaction.
for await (const message of await consumer.consume()) {
  const header = (name) => decodeURIComponent(message.headers?.get(name) ?? '')
  const position = Number(header('ce-position'))
  if (done > 0 && position > done + 1) console.log(`missing ${done + 1} to ${position - 1}`)
  if (position > done) console.log(position, header('ce-type'), header('ce-subject'), message.string())
  done = Math.max(done, position)
  message.ack()
}
