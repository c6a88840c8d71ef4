/** One test run, from before its first test to the certainty that nothing of it still runs. */
import { leftProcesses } from '../processes.ts'
import { kill, startedInRun } from './left-behind.ts'
import { openRunServer, type RunServer } from './run-server.ts'

const signals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const

export interface Run {
  readonly address: string
  close(): Promise<void>
}

/** Workers that do not know of the interruption would go on with their tests, so they are ended too. */
const abandon = async (server: RunServer) => {
  kill(startedInRun(server.address))
  await server.close()
  kill(leftProcesses(process.pid))
}

/** Ctrl-C in the middle: cleans up, then ends as a shell expects it (128 + number of the signal). */
const onInterrupt = (server: RunServer) => {
  for (const [signal, number] of Object.entries(signals))
    process.once(signal, () => void abandon(server).finally(() => process.exit(128 + number)))
}

const finish = async (server: RunServer) => {
  const left = startedInRun(server.address)
  kill(left)
  await server.close()
  if (left.length === 0) return
  const commands = left.map(({ command }) => `  ${command}`).join('\n')
  throw new Error(`Tests left ${left.length} processes running (they are ended now):\n${commands}`)
}

export const openRun = async (): Promise<Run> => {
  const server = await openRunServer()
  onInterrupt(server)
  process.once('exit', () => server.closeNow())
  return { address: server.address, close: () => finish(server) }
}
