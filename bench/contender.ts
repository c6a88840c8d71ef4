/** The process of one contender: measures what it is told to, one case after the other. */
import { ownSeconds } from './processor-time.ts'
import { type Case, type Contender, type Operation } from './cases.ts'
import { quantile } from './report.ts'

export interface Slice {
  readonly task: Case
  readonly warmUpMs: number
  readonly ms: number
}

export interface Measured {
  readonly operationsPerSecond: number
  readonly operations: number
  readonly p99Ms: number
  readonly ownSeconds: number
}

/** Every caller asks again as soon as it is answered. */
const closedLoop = async (callers: readonly Operation[], ms: number) => {
  const latencies: number[] = []
  const [begun, cpu] = [performance.now(), ownSeconds()]
  await Promise.all(
    callers.map(async (operation) => {
      for (let asked = performance.now(); asked - begun < ms;) {
        await operation()
        const answered = performance.now()
        latencies.push(answered - asked)
        asked = answered
      }
    }),
  )
  return { latencies, seconds: (performance.now() - begun) / 1000, cpu: ownSeconds() - cpu }
}

const measure = async (contender: Contender, { task, warmUpMs, ms }: Slice): Promise<Measured> => {
  await closedLoop(await contender.prepare(task), warmUpMs)
  process.send?.('begin')
  const { latencies, seconds, cpu } = await closedLoop(await contender.prepare(task), ms)
  const operations = latencies.length
  return { operationsPerSecond: operations / seconds, operations, p99Ms: quantile(latencies, 0.99), ownSeconds: cpu }
}

const [name = '', url = ''] = process.argv.slice(2)
const { open } = (await import(`./contenders/${name}.ts`)) as { open(url: string): Promise<Contender> }
const contender = await open(url)
// Whoever measures may be killed; then nobody waits for what this process does.
process.once('disconnect', () => process.exit())
process.on('message', (slice: Slice) => void measure(contender, slice).then((measured) => process.send?.(measured)))
process.send?.('open')
