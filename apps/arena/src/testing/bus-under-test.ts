/** How the arenas of a test run: in one process, or (ARENA_E2E_MODE=split) as one process a service on a nats-server of their own. */
import process from 'node:process'
import { startNatsServer, type NatsServer } from '@agent-arena/testing'

/** By data folder, so that an arena that is started again finds its bus as it left it. */
const servers = new Map<string, Promise<NatsServer>>()

export const isSplit = (): boolean => process.env['ARENA_E2E_MODE'] === 'split'

export const busVariables = async (dataDir: string): Promise<Readonly<Record<string, string>>> => {
  if (!isSplit()) return {}
  const starting = servers.get(dataDir) ?? startNatsServer()
  servers.set(dataDir, starting)
  return { NATS_URL: (await starting).url, ARENA_SPLIT: 'on' }
}

export const endBus = async (dataDir: string): Promise<void> => {
  const server = servers.get(dataDir)
  servers.delete(dataDir)
  await (await server)?.stop()
}
