/** A port on which nothing listens, outside of those that the system hands out by itself, so that nobody else gets it in between. */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

const [FIRST, LAST] = [15_000, 30_000]

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(FIRST, LAST)
    if (await isFree(port)) return port
  }
}
