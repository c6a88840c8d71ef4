/** The sandbox door on a real port, as an agent meets it: numbered events, frames, a claim, and faults on demand. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AgentEvent, newId, type SandboxConfig } from '@agent-arena/contracts'
import { z } from 'zod'

const EventBatch = z.object({ events: z.array(AgentEvent) })
const Claim = z.object({ outcome: z.string(), summary: z.string().optional() })
export type Claimed = z.output<typeof Claim>

export const TOKEN = 'token-of-this-sandbox-only'

export class DoorDouble {
  readonly sandboxId = newId('sandbox')
  readonly events: AgentEvent[] = []
  readonly frames: Buffer[] = []
  readonly progress: number[] = []
  readonly claimed = Promise.withResolvers<Claimed>()
  isClaimed = false
  duplicates = 0
  /** What was sent that did not fit: gaps, and other content under a known number. */
  readonly conflicts: string[] = []
  /** Answers given in place of the next ones, one a request: a status, or `cut` for a broken connection. */
  faults: (number | 'cut' | 'cut-after')[] = []
  ended = false
  watchers = 0
  mostAtOnce = 0
  requests = 0
  url = ''
  #atOnce = 0
  readonly #config: Partial<SandboxConfig>
  readonly #server = createServer((request, response) => void this.#serve(request, response))

  constructor(config: Partial<SandboxConfig> = {}) {
    this.#config = config
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address() as AddressInfo
    this.url = `http://127.0.0.1:${address.port}`
    return this
  }

  /** Settles once that many events are recorded. */
  async recorded(count: number): Promise<void> {
    while (this.events.length < count) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  /** Settles once that many pictures have come. */
  async pictured(count: number): Promise<void> {
    while (this.frames.length < count) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1
    const body = await bodyOf(request)
    const path = new URL(request.url ?? '/', this.url).pathname.replace(`/api/v1/sandboxes/${this.sandboxId}/`, '')
    this.#atOnce += path === 'events' ? 1 : 0
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce)
    // Long enough that a second request would be noticed while this one is under way.
    await new Promise((resolve) => setTimeout(resolve, 1))
    this.#atOnce -= path === 'events' ? 1 : 0
    const fault = path === 'frames' ? undefined : this.faults.shift()
    if (fault === 'cut') return void request.socket.destroy()
    if (typeof fault === 'number') return refuse(response, fault, fault === 401 ? 'sandbox-ended' : 'unavailable')
    if (this.ended || request.headers.authorization !== `Bearer ${TOKEN}`) return refuse(response, 401, 'sandbox-ended')
    const answer = this.#answer(path, body)
    // The work was done, but nobody hears of it.
    if (fault === 'cut-after') return void request.socket.destroy()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  }

  #answer(path: string, body: Buffer): unknown {
    if (path === 'config') return this.#configNow()
    if (path === 'frames') {
      this.frames.push(body)
      return { watchers: this.watchers, nextInMs: this.watchers > 0 ? 100 : 5000 }
    }
    const given: unknown = JSON.parse(body.toString())
    if (path === 'events') return this.#take(EventBatch.parse(given).events)
    if (path === 'complete') this.#claim(given)
    if (path === 'progress') this.progress.push(z.object({ progress: z.number() }).parse(given).progress)
    return {}
  }

  #claim(given: unknown): void {
    this.isClaimed = true
    this.claimed.resolve(Claim.parse(given))
  }

  #take(events: readonly AgentEvent[]) {
    let accepted = 0
    for (const event of events) {
      const standing = this.events[event.seq - 1]
      if (standing && JSON.stringify(standing) !== JSON.stringify(event)) this.conflicts.push(`other content for ${event.seq}`)
      if (!standing && event.seq !== this.events.length + 1) this.conflicts.push(`a gap before ${event.seq}`)
      if (!standing) this.events.push(event)
      accepted += standing ? 0 : 1
    }
    this.duplicates += events.length - accepted
    return { accepted, duplicates: events.length - accepted }
  }

  #configNow(): SandboxConfig {
    return {
      sandboxId: this.sandboxId,
      goal: { text: 'Look around.' },
      model: 'house/greedy',
      timeLimitSeconds: 60,
      startsAt: new Date().toISOString(),
      startedAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 60_000).toISOString(),
      budget: { tokens: 0, tokensUsed: 0, credits: 0, creditsGiven: 0 },
      inbox: null,
      wallet: null,
      egress: [],
      chance: 'a secret',
      rated: false,
      lastSeq: this.events.length,
      ...this.#config,
    }
  }
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const refuse = (response: ServerResponse, status: number, reason: string): void => {
  const problem = { type: `urn:agent-arena:problem:${reason}`, title: reason, status, detail: reason, reason }
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
}
