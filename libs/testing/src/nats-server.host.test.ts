/** The nats-server of tests: it takes connections when it is started, survives its own death, and leaves nothing. */
import { afterEach, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { once } from 'node:events'
import { findNatsServer } from './find-nats-server.ts'
import { startNatsServer, type NatsServer } from './nats-server.ts'

let server: NatsServer | undefined

afterEach(() => server?.stop())

/** A server tells about itself as soon as it takes a connection. */
const greet = async (port: number) => {
  const socket = connect(port, '127.0.0.1')
  try {
    const [greeting] = await once(socket, 'data')
    return String(greeting)
  } finally {
    socket.destroy()
  }
}

test('takes connections with JetStream once it is started, and leaves no store', async () => {
  server = await startNatsServer()
  expect(server.url).toBe(`nats://127.0.0.1:${server.port}`)
  expect(await greet(server.port)).toContain('"jetstream":true')
  await server.stop()
  expect(existsSync(server.storeDir)).toBe(false)
})

test('comes back on the same port and store after a kill', async () => {
  server = await startNatsServer()
  const { pid, port, storeDir } = server
  server.kill('SIGKILL')
  expect(await server.ended).toEqual({ code: null, signal: 'SIGKILL' })
  await server.restart()
  expect(server.pid).not.toBe(pid)
  expect(server).toMatchObject({ port, storeDir })
  expect(await greet(port)).toContain('INFO')
})

test('ends also when it stands still', async () => {
  server = await startNatsServer()
  server.kill('SIGSTOP')
  await server.stop()
  await expect(server.ended).resolves.toBeDefined()
})

test('says what the server said when it does not start', async () => {
  server = await startNatsServer()
  await expect(startNatsServer({ port: server.port })).rejects.toThrow(/address already in use/)
})

test('says how to get one where there is none', () => {
  expect(() => findNatsServer({ NATS_SERVER_BIN: '/nowhere/nats-server' })).toThrow(
    'NATS_SERVER_BIN is /nowhere/nats-server, which is no program that can be run.',
  )
})
