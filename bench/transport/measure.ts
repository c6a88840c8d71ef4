/** The way of an event from its commit to a consumer, measured in turns with what stands beside it. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { startNatsServer } from '../../libs/testing/src/nats-server.ts'
import { median, rounded, sorted, type Result } from '../report.ts'
import type { Latency } from './paced.ts'

const ROUNDS = 3

interface Ours {
  readonly latency: Latency
  readonly relay: number
  readonly client: number
}

const run = async <T>(program: string, args: readonly string[]): Promise<T> => {
  const child = fork(join(import.meta.dirname, `${program}.ts`), [...args])
  const [answer] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`bench/transport/${program}.ts ended: ${code}`))),
  ])) as [T]
  await once(child, 'exit')
  return answer
}

const result = (
  name: string,
  unit: string,
  against: string,
  pairs: readonly (readonly [ours: number, theirs: number])[],
): Result => {
  const ratios = sorted(pairs.map(([ours, theirs]) => ours / theirs))
  return {
    name,
    value: rounded(median(pairs.map(([ours]) => ours))),
    unit,
    against,
    ratio: rounded(median(ratios)),
    spread: [rounded(ratios[0] ?? NaN), rounded(ratios.at(-1) ?? NaN)],
  }
}

/** Each round has a database of its own. */
export const measureTransport = async (newDatabase: (name: string) => Promise<string>): Promise<readonly Result[]> => {
  const [all, others]: [Ours[], Latency[]] = [[], []]
  for (let round = 1; round <= ROUNDS; round++) {
    process.stderr.write(`Transport, round ${round} of ${ROUNDS} …\n`)
    const server = await startNatsServer()
    all.push(await run<Ours>('ours', [await newDatabase(`carried_${round}`), server.url]))
    await server.stop()
    others.push((await run<{ latency: Latency }>('emmett', [await newDatabase(`pulled_${round}`)])).latency)
  }
  const pairs = (ours: (one: Ours) => number, theirs: (one: Ours, other: Latency) => number) =>
    all.flatMap((one, index) => (others[index] ? [[ours(one), theirs(one, others[index])] as const] : []))
  const name = 'append → JetStream → durable consumer, 5,000/s'
  return [
    result(
      `${name}: p50`,
      'ms',
      'the append alone',
      pairs(
        ({ latency }) => latency.p50Ms,
        ({ latency }) => latency.appendP50Ms,
      ),
    ),
    result(
      `${name}: p99`,
      'ms',
      'the append alone',
      pairs(
        ({ latency }) => latency.p99Ms,
        ({ latency }) => latency.appendP99Ms,
      ),
    ),
    result(
      `${name}: p50`,
      'ms',
      'Emmett 0.42, 200/s, asking every 50 ms',
      pairs(
        ({ latency }) => latency.p50Ms,
        (_, { p50Ms }) => p50Ms,
      ),
    ),
    result(
      `${name}: p99`,
      'ms',
      'Emmett 0.42, 200/s, asking every 50 ms',
      pairs(
        ({ latency }) => latency.p99Ms,
        (_, { p99Ms }) => p99Ms,
      ),
    ),
    result(
      'relay a log to JetStream, acknowledged',
      'messages/s',
      'js.publish, 256 in flight',
      pairs(
        ({ relay }) => relay,
        ({ client }) => client,
      ),
    ),
  ]
}
