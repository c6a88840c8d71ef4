/** What an operator reads when the bus that was named cannot be used: one sentence that says what to mend. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findNatsServer, startNatsServer, startProcess } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { BusUnreachable, connectNats } from './connect.ts'

const refusal = async (servers: string): Promise<string> => {
  const error = await connectNats({ servers, name: 'test', patienceMs: 500 }).then(
    (connection) => connection.close(),
    (fault: unknown) => fault,
  )
  expect(error).toBeInstanceOf(BusUnreachable)
  return (error as BusUnreachable).message
}

test('a server that is not there does not answer', async () => {
  expect(await refusal('nats://127.0.0.1:1')).toMatch(/^NATS does not answer at nats:\/\/127\.0\.0\.1:1: /)
})

test('a server without JetStream is refused', async () => {
  await using server = startProcess({ command: findNatsServer(), args: ['--addr', '127.0.0.1', '--port', '-1'] })
  const line = await server.waitForLine('Listening for client connections on')
  await server.waitForLine('Server is ready')
  const url = `nats://127.0.0.1:${/:(\d+)$/.exec(line.trim())?.[1]}`
  expect(await refusal(url)).toBe(`NATS at ${url} has no JetStream; start it with nats-server -js.`)
})

test('an address that asks for TLS gets no connection in the clear', async () => {
  await using server = await startNatsServer({ args: ['--user', 'arena', '--pass', 'right'] })
  const sentence = await refusal(server.url.replace('nats://', 'tls://arena:right@'))
  expect(sentence).toContain('tls')
  expect(sentence).not.toContain('right')
})

test('a wrong password is told at once, and not shown', async () => {
  await using server = await startNatsServer({ args: ['--user', 'arena', '--pass', 'right'] })
  const sentence = await refusal(server.url.replace('nats://', 'nats://arena:mistaken@'))
  expect(sentence).toMatch(/^NATS at nats:\/\/127\.0\.0\.1:\d+ refuses the user or password of its address/)
  expect(sentence).not.toContain('mistaken')
})

test('a server whose messages are limited to less than 1 MiB is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'arena-nats-'))
  await writeFile(join(folder, 'small.conf'), 'max_payload: 65536\n')
  await using server = await startNatsServer({ args: ['-c', join(folder, 'small.conf')] })
  expect(await refusal(server.url)).toMatch(
    /allows messages of 65536 bytes only; max_payload must be 1048576 \(1 MiB\) or more\.$/,
  )
  await rm(folder, { recursive: true })
})
