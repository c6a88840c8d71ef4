/** Ports: whether one is free, and the one that was used last time. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { StartupProblem } from '@agent-arena/embedded-postgres'

const tryListen = (host: string, port: number): Promise<NodeJS.ErrnoException | number> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', resolve)
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })

const sentences: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_, port) => `Port ${port} is taken; choose another one: ARENA_PORT=${port + 1} npm start`,
  EACCES: (_, port) => `Port ${port} needs rights that this user does not have; choose one above 1023: ARENA_PORT=3000 npm start`,
  EADDRNOTAVAIL: (host) => `This machine has no address ${host}; set ARENA_HOST to 127.0.0.1 or to an address of it.`,
}

/** The sentence for what kept a server from listening. */
export const portProblem = (error: unknown, { host, port }: { readonly host: string; readonly port: number }): StartupProblem => {
  const { code, message } = error as NodeJS.ErrnoException
  return new StartupProblem(sentences[code ?? '']?.(host, port) ?? `Nothing can listen on ${host}:${port}: ${message}`)
}

/** Says in a sentence why nothing can listen there, before anything is started. */
export const requirePort = async (host: string, port: number): Promise<void> => {
  const result = await tryListen(host, port)
  if (typeof result !== 'number') throw portProblem(result, { host, port })
}

/** The port of last time while it is free, so that addresses that were written down stay true; else any. */
export const rememberedPort = async (folder: string, name: string): Promise<number> => {
  const path = join(folder, name)
  const last = existsSync(path) ? Number(await readFile(path, 'utf8')) : 0
  const port = await tryListen('127.0.0.1', Number.isInteger(last) && last > 0 && last < 65_536 ? last : 0)
  const free = typeof port === 'number' ? port : await tryListen('127.0.0.1', 0)
  if (typeof free !== 'number') throw new StartupProblem(`No port is free on this machine: ${free.message}`)
  await writeFile(path, String(free))
  return free
}
