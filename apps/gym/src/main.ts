/** The gym as a process of its own. */
import process from 'node:process'
import { startGym } from './index.ts'
import { readGymConfig } from './gym.config.ts'

const config = readGymConfig(process.env)
const gym = await startGym(config)
process.stdout.write(`gym listens at ${gym.url}\n`)

const stop = () => {
  gym.close().catch((fault: unknown) => {
    process.stderr.write(`gym did not stop cleanly: ${String(fault)}\n`)
    process.exitCode = 1
  })
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
