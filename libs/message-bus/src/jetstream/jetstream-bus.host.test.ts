/** The bus on NATS keeps the promises of every bus. */
import { startNatsServer, type NatsServer } from '@agent-arena/testing'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { afterAll, beforeAll } from '@jest/globals'
import { describeMessageBus } from '../testing/message-bus.suite.ts'
import { JetStreamBus } from './jetstream-bus.ts'

let server: NatsServer

beforeAll(async () => {
  server = await startNatsServer()
})

afterAll(() => server.stop())

/** Each test has streams of its own. */
const forgetStreams = async () => {
  const connection = await connect({ servers: server.url })
  const { streams } = await jetstreamManager(connection)
  for await (const { config } of streams.list()) await streams.delete(config.name)
  await connection.close()
}

describeMessageBus('the bus on NATS JetStream', async () => {
  const faults: unknown[] = []
  const bus = await JetStreamBus.connect({ servers: server.url, name: 'test', onFault: (fault) => faults.push(fault) })
  const close = async () => {
    await bus.close()
    await forgetStreams()
  }
  return { bus, faults, close }
})
