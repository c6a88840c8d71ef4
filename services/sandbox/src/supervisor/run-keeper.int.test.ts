/** A keeper judges a match by looks at real sites: the earliest evidence wins, whichever was seen first. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serviceContext, type Check, type SandboxServiceFact, type Stored } from '@agent-arena/contracts'
import { MemoryEventLog } from '@agent-arena/event-store'
import { silentLogger } from '@agent-arena/service-kit'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { SandboxDriver, type PlaceState } from '../drivers/sandbox-driver.ts'
import { streamOfMatch } from '../match/match.decider.ts'
import { Referee } from '../referee/referee.ts'
import { streamOfSandbox } from '../sandbox/sandbox.state.ts'
import { at, external, provisioning, ready, requested, scheduled, started } from '../testing/facts.ts'
import { RunKeeper } from './run-keeper.ts'

/** External agents bring their own places. */
class NoPlaces extends SandboxDriver {
  state = (): PlaceState => ({ phase: 'absent' })
  begin = () => undefined
  create = () => Promise.reject(new Error('There are no places here.'))
  inspect = () => Promise.reject(new Error('There are no places here.'))
  destroy = () => Promise.resolve()
  collectOrphans = () => Promise.resolve(0)
  stop = () => Promise.resolve()
  problems = () => []
}

/** What each site says, when it is asked again and again; it hangs up where it has nothing to say. */
const answers: Record<string, (string | null)[]> = {
  '/seen-first': [at(15)],
  '/was-first': [null, at(12)],
}
let server: Server
let url: string
beforeAll(async () => {
  server = createServer((request, response) => {
    const metAt = answers[request.url ?? '']?.shift() ?? null
    if (metAt === null) request.socket.destroy()
    else response.end(JSON.stringify({ metAt }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** A run that goes on, whose goal is met when its site says so. */
const contestant = (sandboxId: string, path: string) => {
  const check: Check = {
    kind: 'http',
    url: `${url}${path}`,
    jsonPath: '$.metAt',
    evidenceAt: '$.metAt',
    weight: 1,
    required: true,
  }
  const request = requested({ ...external, sandboxId, goal: { text: 'Buy mugs', checks: [check] } })
  return { stream: streamOfSandbox(sandboxId), expectedVersion: 0, facts: [request, provisioning, ready, started] }
}

test('after a success the others are looked at once more, and an earlier evidence wins', async () => {
  const log = new MemoryEventLog(() => new Date(at(20)))
  const match = { stream: streamOfMatch('mat_1'), expectedVersion: 0, facts: [scheduled] }
  const runs = [contestant('sbx_1', '/seen-first'), contestant('sbx_2', '/was-first')]
  await log.append([match, ...runs], { meta: { ...serviceContext('sandbox'), actor: 'service:sandbox' } })
  const parts = {
    log,
    driver: new NoPlaces(),
    referee: new Referee({ keys: [] }),
    gym: null,
    logger: silentLogger(),
    issueToken: () => Promise.reject(new Error('Nobody asks for a token.')),
  }
  await new RunKeeper(parts, { matchId: 'mat_1', sandboxIds: ['sbx_1', 'sbx_2'] }).start()
  const facts = (await log.readAll(0, 100)) as readonly Stored<SandboxServiceFact>[]
  expect(facts.filter(({ type }) => type === 'MatchDecided').map(({ data }) => data)).toMatchObject([
    { result: { winner: 'sbx_2', tied: [] }, evidenceAt: at(12) },
  ])
})
