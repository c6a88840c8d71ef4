/** All services as processes of their own, on one database and one bus. */
import { fileURLToPath } from 'node:url'
import { stopAll } from '@agent-arena/service-kit'
import { ServiceProcess } from './service-process.ts'

export const serviceNames = ['betting', 'sandbox', 'prompts', 'insights', 'gateway'] as const
export type ServiceProgramName = (typeof serviceNames)[number]

export type Environments = Readonly<Record<ServiceProgramName, Readonly<Record<string, string>>>>

export interface RunningServices {
  /** Of the gateway. */
  readonly url: string
  stop(): Promise<void>
  abandon(): void
}

const entryOf = (name: ServiceProgramName) => fileURLToPath(import.meta.resolve(`@agent-arena/${name}/main`))

/** Resolves when every one of them is ready. Errors: `StartupProblem`; what was started is stopped again. */
export const startServices = async (environments: Environments, say: (sentence: string) => void): Promise<RunningServices> => {
  const processes = serviceNames.map((name) => new ServiceProcess({ name, entry: entryOf(name), env: environments[name], say }))
  // The doors close first; the others need each other until they have ended their work.
  const stop = async () => {
    const [others, gateway] = [processes.slice(0, -1), processes.slice(-1)]
    await stopAll(gateway)
    await Promise.all(others.map((one) => one.stop()))
  }
  const abandon = () => {
    for (const one of processes) one.abandon()
  }
  try {
    const urls = await Promise.all(processes.map((one) => one.start()))
    return { url: urls.at(-1) ?? '', stop, abandon }
  } catch (error) {
    await stop()
    throw error
  }
}
