/** Offers the workers of one test run what they share, made when the first test asks: a Postgres, an unpacked Chromium. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bundledChromium } from '../bundled-chromium.ts'
import { RunPostgres } from './run-postgres.ts'

export interface RunServer {
  /** Where workers ask, with a secret in its path: `<address>/postgres`, `<address>/chromium`. */
  readonly address: string
  close(): Promise<void>
  /** For the very end of the process, where nothing can be awaited. */
  closeNow(): void
}

const once = <T>(make: () => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

export const openRunServer = async (): Promise<RunServer> => {
  const postgres = new RunPostgres()
  const secret = randomUUID()
  const offers = new Map([
    [`/${secret}/postgres`, once(() => postgres.start())],
    [`/${secret}/chromium`, once(bundledChromium)],
  ])
  const server = createServer((request, response) => {
    const offer = offers.get(String(request.url))
    if (!offer) return void response.writeHead(404).end()
    offer().then(
      (text) => response.end(text),
      (error: Error) => response.writeHead(500).end(error.message),
    )
  })
  // A worker asks now and then: its connection may not end just when it asks again.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.close()
    server.closeAllConnections()
    return postgres.stop()
  }
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/${secret}`, close, closeNow: () => postgres.kill() }
}
