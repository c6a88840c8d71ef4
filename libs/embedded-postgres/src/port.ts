/** The TCP port: the one of last time when it is free, else any free one. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { StartupProblem } from './startup-problem.ts'

/** Postgres writes the command line of its last start into `postmaster.opts`. */
const rememberedPort = (cluster: string): number => {
  try {
    return Number(/"-p" "(\d+)"/.exec(readFileSync(join(cluster, 'postmaster.opts'), 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

const tryPort = (port: number) =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })

export const freePort = async (): Promise<number> => {
  try {
    return await tryPort(0)
  } catch (error) {
    throw new StartupProblem(
      `No port on 127.0.0.1 can be opened for Postgres (${(error as Error).message}); allow local connections.`,
    )
  }
}

export const choosePort = (cluster: string): Promise<number> => {
  const remembered = rememberedPort(cluster)
  return remembered > 0 ? tryPort(remembered).catch(freePort) : freePort()
}
