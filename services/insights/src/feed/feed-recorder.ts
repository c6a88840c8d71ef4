/** Merges the logs of sandbox and betting into the feeds; items, pools and checkpoint commit together, so each event enters once. */
import { Reached, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
import { createQueue, type Database, type EventLog, type InlineWrite, type StreamAppend } from '@agent-arena/event-store'
import type { MessageBus, Subscription } from '@agent-arena/message-bus'
import type { Logger, Room } from '@agent-arena/service-kit'
import { beginCheckpoint, moveCheckpoint, readCheckpoint, readVersions } from './feed.sql.ts'
import { factOf, itemId } from './new-item.ts'
import type { FeedSource, SourcedItem } from './sources.ts'

export interface FeedRecorderOptions {
  readonly log: EventLog
  readonly db: Database
  readonly bus: MessageBus
  readonly logger: Logger
  readonly sources: readonly FeedSource[]
}

/** The items of a run are one consequence; each keeps its own source in its data. */
const metaOf = ({ id, meta }: StoredEvent) => ({ actor: 'service:insights', correlationId: meta.correlationId, causationId: id })

const streamOf = (sandboxId: string) => `feed-${sandboxId}`
const readerOf = (source: ServiceName) => `feed ${source}`

export class FeedRecorder implements Room {
  private subscriptions: readonly Subscription[] = []
  private readonly reachedBy = new Map<ServiceName, Reached>()
  private readonly inTurn = createQueue()
  private readonly options: FeedRecorderOptions

  constructor(options: FeedRecorderOptions) {
    this.options = options
    for (const { name } of options.sources) this.reachedBy.set(name, new Reached())
  }

  async start(): Promise<void> {
    const { db, sources } = this.options
    for (const { name } of sources) await db.query(beginCheckpoint, [readerOf(name)])
    this.subscriptions = sources.map((source) => this.follow(source))
  }

  async stop(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()))
    for (const reached of this.reachedBy.values()) reached.release()
  }

  /** Resolves once everything up to a position of a source stands in the feeds. */
  async reached(source: ServiceName, position: number, timeoutMs: number): Promise<boolean> {
    return this.reachedBy.get(source)?.wait(position, timeoutMs) ?? true
  }

  private follow(source: FeedSource): Subscription {
    const { bus, logger } = this.options
    return bus.consume({
      source: source.name,
      consumer: 'insights.feed',
      after: () => this.checkpoint(source.name),
      handle: (events) => this.inTurn('feeds', () => this.record(source, events)),
      onFault: (fault) =>
        logger.error({ err: fault, source: source.name }, 'the feed could not be recorded and will be tried again'),
    })
  }

  private async checkpoint(source: ServiceName): Promise<number> {
    const { rows } = await this.options.db.query<{ position: string }>(readCheckpoint, [readerOf(source)])
    const position = Number(rows[0]?.position ?? 0)
    this.reachedBy.get(source)?.advance(position)
    return position
  }

  private async record(source: FeedSource, events: readonly StoredEvent[]): Promise<void> {
    const [first, last] = [events.at(0), events.at(-1)]
    if (!first || !last) return
    const { items, writes } = await source.read(this.options.db, events)
    const move: InlineWrite = {
      sql: moveCheckpoint,
      values: [readerOf(source.name), last.position, first.position - 1],
      expectRows: 1,
    }
    await this.options.log.append(await this.appendsOf(source.name, items), { meta: metaOf(last), inline: [move, ...writes] })
    this.reachedBy.get(source.name)?.advance(last.position)
  }

  private async appendsOf(log: ServiceName, items: readonly SourcedItem[]): Promise<readonly StreamAppend[]> {
    const byFeed = Map.groupBy(items, ({ item }) => item.sandboxId)
    const versions = await this.versions([...byFeed.keys()].map(streamOf))
    return [...byFeed].map(([sandboxId, own]) => ({
      stream: streamOf(sandboxId),
      expectedVersion: versions.get(streamOf(sandboxId)) ?? 0,
      facts: own.map(({ item, event }) => factOf(item, log, event)),
      ids: own.map(({ event, index }) => itemId(event.id, sandboxId, index)),
    }))
  }

  private async versions(streams: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (streams.length === 0) return new Map()
    const { rows } = await this.options.db.query<{ stream: string; version: number }>(readVersions, [streams])
    return new Map(rows.map(({ stream, version }) => [stream, version]))
  }
}
