/** Services as the gateway sees them: they answer every operation of the contract, keep logs, and remember what they were asked. */
import {
  allOperations,
  getFeed,
  getMarket,
  getMatch,
  getSandbox,
  kitOperations,
  listMatches,
  listSandboxes,
  notFound,
  openAccount,
  type FeedItemRecorded,
  type FeedKind,
  type Market,
  type Match,
  type Operation,
  type RequestContext,
  type Sandbox,
  type ServiceName,
  type Stored,
} from '@agent-arena/contracts'
import { MemoryEventLog } from '@agent-arena/event-store'
import { serve, type InProcessBus, type Served } from '@agent-arena/message-bus'
import { offerLog } from '@agent-arena/message-bus/testing'

export interface Asked {
  readonly name: string
  readonly input: unknown
  readonly context: RequestContext
}

const others = ['sandbox', 'betting', 'insights', 'prompts'] as const satisfies readonly ServiceName[]
type Other = (typeof others)[number]

export class StandIns {
  readonly asked: Asked[] = []
  readonly logs: Readonly<Record<Other, MemoryEventLog>>
  readonly sandboxes = new Map<string, Sandbox>()
  readonly matches = new Map<string, Match>()
  readonly markets = new Map<string, Market>()
  private readonly bus: InProcessBus
  private readonly undo = new Map<string, () => void>()
  private readonly undoHealth = new Map<Other, () => void>()

  constructor(bus: InProcessBus) {
    this.bus = bus
    this.logs = Object.fromEntries(others.map((name) => [name, new MemoryEventLog()])) as Record<Other, MemoryEventLog>
    for (const name of others) this.serveKit(name)
    for (const served of this.knowing()) this.offer(served)
    const rest = allOperations.filter(({ service, name }) => service !== 'gateway' && !this.undo.has(name))
    for (const operation of rest) this.offer({ operation, handler: async () => ({ answered: operation.name }) })
  }

  /** Takes the place of what answers an operation now. */
  offer({ operation, handler }: Served): void {
    this.silence(operation)
    const recording: Served = {
      operation,
      handler: async (input, context) => {
        this.asked.push({ name: operation.name, input, context })
        return handler(input, context)
      },
    }
    this.undo.set(operation.name, this.bus.serve(recording))
  }

  silence({ name }: Operation): void {
    this.undo.get(name)?.()
    this.undo.delete(name)
  }

  /** Appends facts to a service's log and tells the bus. */
  async tell(source: Other, ...facts: readonly { readonly type: string; readonly data: unknown }[]): Promise<void> {
    const meta = { actor: `service:${source}`, correlationId: 'test' }
    await this.logs[source].append([{ stream: `told-${crypto.randomUUID()}`, expectedVersion: 0, facts }], { meta })
  }

  /** Appends one item to a sandbox's feed. */
  async showItem(sandboxId: string, kind: FeedKind, data: Readonly<Record<string, unknown>>): Promise<void> {
    const log = this.logs.insights
    const stream = `feed-${sandboxId}`
    const expectedVersion = (await log.load([{ stream }])).streams.get(stream)?.length ?? 0
    const source = { log: 'sandbox', position: expectedVersion + 1 }
    const fact: FeedItemRecorded = {
      type: 'FeedItemRecorded',
      data: { sandboxId, kind, at: new Date().toISOString(), data, source },
    }
    const meta = { actor: 'service:insights', correlationId: 'test' }
    await log.append([{ stream, expectedVersion, facts: [fact] }], { meta })
  }

  /** A service's health is no longer answered, until what is returned is called. */
  stopKit(name: Other): () => void {
    this.undoHealth.get(name)?.()
    const { health } = kitOperations(name)
    return () => this.undoHealth.set(name, this.bus.serve(serve(health, async () => ({ ready: true, problems: [] }))))
  }

  private serveKit(name: Other): void {
    const { health } = kitOperations(name)
    this.undoHealth.set(name, this.bus.serve(serve(health, async () => ({ ready: true, problems: [] }))))
    offerLog(this.bus, { source: name, log: this.logs[name] })
  }

  private knowing(): Served[] {
    return [
      serve(openAccount, async () => ({ balance: 1000 })),
      serve(getSandbox, async ({ sandboxId }) => found(this.sandboxes, 'sandbox', sandboxId)),
      serve(getMatch, async ({ matchId }) => found(this.matches, 'match', matchId)),
      serve(getMarket, async ({ marketId }) => found(this.markets, 'market', marketId)),
      serve(listMatches, async ({ limit }) => ({ items: [...this.matches.values()].slice(0, limit), next: null })),
      serve(listSandboxes, async ({ status, limit }) => {
        const items = [...this.sandboxes.values()].filter((sandbox) => status === undefined || sandbox.status === status)
        return { items: items.slice(0, limit), next: null }
      }),
      serve(getFeed, ({ sandboxId, after = 0, limit }) => this.feedPage(sandboxId, after, limit)),
    ]
  }

  private async feedPage(sandboxId: string, after: number, limit: number) {
    const stored = await this.logs.insights.readStream(`feed-${sandboxId}`, 0, Infinity)
    if (stored.length === 0) throw notFound('sandbox', sandboxId)
    const page = (stored as readonly Stored<FeedItemRecorded>[]).slice(after, after + limit)
    const items = page.map(({ version, data: { at, kind, data } }) => ({ seq: version, at, kind, data: { ...data } }))
    return { items, next: after + limit < stored.length ? (items.at(-1)?.seq ?? null) : null }
  }
}

const found = async <T>(all: ReadonlyMap<string, T>, what: string, id: string): Promise<T> => {
  const value = all.get(id)
  if (!value) throw notFound(what, id)
  return value
}
