/** How late locks are told, as lines of bench/results.json: the p95 of each cause beside the time that a lock may take. */
import { ratioOf, type Result } from '../report.ts'
import { causes, measureLocks, type Cause, type Latency } from './measure.ts'

const ROUNDS = 3
/** Of each cause in each round, which is then over in some fifteen seconds. */
const LOCKS = 20
const BETS_PER_SECOND = 100

/** From the cause to the reader. */
export const MOST_MS = 250

const words: Readonly<Record<Cause, string>> = { ended: 'end of the run', progress: '95% of progress', time: 'lock time' }

export const lockResultsOf = (rounds: readonly (readonly Latency[])[]): readonly Result[] =>
  causes.map((cause) => {
    const own = rounds.flatMap((latencies) => latencies.filter((latency) => latency.cause === cause))
    const name = `lock told after its cause, ${words[cause]}: p95`
    return { name, unit: 'ms', against: `${MOST_MS} ms`, ...ratioOf(own.map(({ p95Ms }) => [p95Ms, MOST_MS])) }
  })

export const measureLockResults = async (newDatabase: (name: string) => Promise<string>): Promise<readonly Result[]> => {
  const rounds: (readonly Latency[])[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    process.stderr.write(`Locks, round ${round} of ${ROUNDS} …\n`)
    const databaseUrl = await newDatabase(`locks_${round}`)
    rounds.push((await measureLocks({ databaseUrl, locks: LOCKS, betsPerSecond: BETS_PER_SECOND })).latencies)
  }
  return lockResultsOf(rounds)
}
