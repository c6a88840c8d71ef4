/** A bet over HTTP, from the request to the durable answer, beside the same server answering nothing, a bare route and Nest with Emmett, in turns. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { postgresSeconds } from '../processor-time.ts'
import { ratioOf, type Result } from '../report.ts'
import type { BenchPostgres } from '../with-postgres.ts'
import { withPrograms } from '../with-programs.ts'
import type { Carried, Load } from './load.ts'
import type { Listening } from './server.ts'

const WARM_UP_MS = 500
const SLICE_MS = 2000

const contenders = ['ours', 'idle', 'nothing', 'emmett'] as const
type Name = (typeof contenders)[number]

const cases = [
  { clients: 64, markets: 1 },
  { clients: 64, markets: 100 },
  { clients: 256, markets: 1 },
  { clients: 256, markets: 100 },
] as const

interface Rounding {
  /** Of the Postgres whose processor time is counted. */
  readonly pid: number
  readonly rounds: number
}

interface Server {
  readonly child: ChildProcess
  readonly listening: Listening
}

interface Taken extends Carried {
  readonly cpuUs: number | null
}

const fileOf = (name: string) => join(import.meta.dirname, name)

const cpuOf = async (child: ChildProcess): Promise<number> => {
  child.send('cpu')
  return ((await once(child, 'message')) as [number])[0]
}

/** Processor time of the server and of Postgres, without that of the clients. */
const take = async (
  client: ChildProcess,
  { child, listening }: Server,
  asked: (typeof cases)[number],
  postmaster: number,
): Promise<Taken> => {
  const markets = listening.markets.slice(0, asked.markets)
  const load: Load = { ...listening, markets, clients: asked.clients, warmUpMs: WARM_UP_MS, ms: SLICE_MS }
  const begun = once(client, 'message')
  client.send(load)
  await begun
  const ended = once(client, 'message') as Promise<[Carried]>
  const before = [await cpuOf(child), postgresSeconds(postmaster)] as const
  const [carried] = await ended
  const after = [await cpuOf(child), postgresSeconds(postmaster)] as const
  const postgres = before[1] === null || after[1] === null ? null : after[1] - before[1]
  const cpuUs = postgres === null ? null : ((after[0] - before[0] + postgres) / carried.answers) * 1e6
  return { ...carried, cpuUs }
}

const measures = [
  { unit: 'bets/s', suffix: '', of: ({ perSecond }: Taken) => perSecond },
  { unit: 'ms', suffix: ': p99', of: ({ p99Ms }: Taken) => p99Ms },
  { unit: 'µs/bet', suffix: ': CPU', of: ({ cpuUs }: Taken) => cpuUs ?? NaN },
] as const

const against: readonly (readonly [Name, string])[] = [
  ['idle', 'our own gateway, answering a bet by a constant'],
  ['nothing', 'the same route of Nest and Fastify, answering nothing'],
  ['emmett', 'Nest with Emmett 0.42'],
]

type Rounds = ReadonlyMap<string, readonly Taken[]>

const resultsOf = (taken: Rounds): readonly Result[] =>
  cases.flatMap(({ clients, markets }) =>
    measures.flatMap(({ unit, suffix, of }) =>
      against.map(([other, words]): Result => {
        const ours = (taken.get(`ours ${clients} ${markets}`) ?? []).map(of)
        const theirs = (taken.get(`${other} ${clients} ${markets}`) ?? []).map(of)
        return {
          name: `bet over HTTP, ${clients} clients, ${markets === 1 ? '1 market' : `${markets} markets`}${suffix}`,
          unit,
          against: words,
          ...ratioOf(ours.map((value, index) => [value, theirs[index] ?? NaN])),
        }
      }),
    ),
  )

const takeAll = async (client: ChildProcess, servers: ReadonlyMap<Name, Server>, { pid, rounds }: Rounding): Promise<Rounds> => {
  const taken = new Map<string, Taken[]>()
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`Bets over HTTP, round ${round} of ${rounds} …\n`)
    for (const asked of cases)
      for (const [name, server] of servers) {
        const key = `${name} ${asked.clients} ${asked.markets}`
        taken.set(key, [...(taken.get(key) ?? []), await take(client, server, asked, pid)])
      }
  }
  return taken
}

/** Errors: also when a server or the clients fail. */
export const measureHttp = ({ newDatabase, pid }: BenchPostgres, rounds = 3): Promise<readonly Result[]> =>
  withPrograms(async ({ start }) => {
    const servers = new Map<Name, Server>()
    for (const name of contenders) {
      const { child, first } = await start(fileOf('server.ts'), name, await newDatabase(`http_${name}`))
      servers.set(name, { child, listening: first as Listening })
    }
    const { child: client } = await start(fileOf('load.ts'))
    return resultsOf(await takeAll(client, servers, { pid, rounds }))
  })
