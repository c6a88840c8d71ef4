/** The way of an event from its commit to a consumer, measured in turns with what stands beside it. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { startNatsServer } from '@agent-arena/testing'
import { ratioOf, type Result } from '../report.ts'
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
  what: Pick<Result, 'name' | 'unit' | 'against'>,
  rounds: readonly (readonly [ours: number, theirs: number])[],
): Result => ({ ...what, ...ratioOf(rounds) })

const measureOurs = async (databaseUrl: string): Promise<Ours> => {
  await using server = await startNatsServer()
  return await run<Ours>('ours', [databaseUrl, server.url])
}

type Round = readonly [ours: Ours, emmett: Latency]

/** With a database of its own for each of the two. */
const measureRound = async (round: number, newDatabase: (name: string) => Promise<string>): Promise<Round> => {
  process.stderr.write(`Transport, round ${round} of ${ROUNDS} …\n`)
  const ours = await measureOurs(await newDatabase(`carried_${round}`))
  const { latency } = await run<{ latency: Latency }>('emmett', [await newDatabase(`pulled_${round}`)])
  return [ours, latency]
}

const CARRIED = 'append → JetStream → durable consumer, 5,000/s'
const EMMETT = 'Emmett 0.42, 200/s, asking every 50 ms'

export const measureTransport = async (newDatabase: (name: string) => Promise<string>): Promise<readonly Result[]> => {
  const rounds: Round[] = []
  for (let round = 1; round <= ROUNDS; round++) rounds.push(await measureRound(round, newDatabase))
  const pairs = (pair: (ours: Ours, emmett: Latency) => readonly [number, number]) => rounds.map((one) => pair(...one))
  return [
    result(
      { name: `${CARRIED}: p50`, unit: 'ms', against: 'the append alone' },
      pairs(({ latency }) => [latency.p50Ms, latency.appendP50Ms]),
    ),
    result(
      { name: `${CARRIED}: p99`, unit: 'ms', against: 'the append alone' },
      pairs(({ latency }) => [latency.p99Ms, latency.appendP99Ms]),
    ),
    result(
      { name: `${CARRIED}: p50`, unit: 'ms', against: EMMETT },
      pairs(({ latency }, { p50Ms }) => [latency.p50Ms, p50Ms]),
    ),
    result(
      { name: `${CARRIED}: p99`, unit: 'ms', against: EMMETT },
      pairs(({ latency }, { p99Ms }) => [latency.p99Ms, p99Ms]),
    ),
    result(
      { name: 'relay a log to JetStream, acknowledged', unit: 'messages/s', against: 'js.publish, 256 in flight' },
      pairs(({ relay, client }) => [relay, client]),
    ),
  ]
}
