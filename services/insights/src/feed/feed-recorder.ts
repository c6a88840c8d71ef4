/** Merges the logs of sandbox and betting into the feeds; items, pools and checkpoint commit together, so each event enters once. */
import { knownEvents, type ServiceName, type StoredEvent } from '@agent-arena/contracts'
import {
  Checkpoint,
  createQueue,
  Progress,
  Superseded,
  type Database,
  type EventLog,
  type InlineWrite,
  type Led,
  type StreamAppend,
  type Term,
} from '@agent-arena/event-store'
import type { MessageBus, Subscription } from '@agent-arena/message-bus'
import type { Logger, Parts, Reader, Room, Stoppable } from '@agent-arena/service-kit'
import { moveCheckpoint, readVersions } from './feed.sql.ts'
import { factOf, itemId } from './new-item.ts'
import type { FeedSource, SourcedItem } from './sources.ts'

export interface FeedRecorderOptions {
  readonly log: EventLog
  readonly db: Database
  readonly bus: MessageBus
  readonly logger: Logger
  readonly lead: Parts['lead']
  readonly sources: readonly FeedSource[]
}

/** The items of a run are one consequence; each keeps its own source in its data. */
const metaOf = ({ id, meta }: StoredEvent) => ({ actor: 'service:insights', correlationId: meta.correlationId, causationId: id })

const streamOf = (sandboxId: string) => `feed-${sandboxId}`

/** One source in the feed: where it stands, and how far this process knows it to be. */
interface FedSource {
  readonly source: FeedSource
  readonly checkpoint: Checkpoint
  readonly progress: Progress
}

export class FeedRecorder implements Room {
  private post: Stoppable | null = null
  private readonly sources: readonly FedSource[]
  private readonly inTurn = createQueue()
  private readonly options: FeedRecorderOptions

  constructor(options: FeedRecorderOptions) {
    this.options = options
    this.sources = options.sources.map((source) => {
      const checkpoint = new Checkpoint(`feed ${source.name}`)
      return { source, checkpoint, progress: new Progress(() => checkpoint.position(options.db)) }
    })
  }

  start(): void {
    this.post = this.options.lead('feed', (term) => this.record(term))
  }

  async stop(): Promise<void> {
    await this.post?.stop?.()
    for (const { progress } of this.sources) progress.release()
  }

  /** Resolves once everything up to a position of a source stands in the feeds. */
  async reached(source: ServiceName, position: number, timeoutMs: number): Promise<boolean> {
    const reader = this.sources.find((candidate) => candidate.source.name === source)
    return reader?.progress.wait(position, timeoutMs) ?? true
  }

  followed(): readonly Reader[] {
    return this.sources.map(({ source, checkpoint, progress }) => ({
      reader: checkpoint.reader,
      at: checkpoint.reader,
      source: source.name,
      isStuck: false,
      isLed: progress.isLed,
    }))
  }

  private async record(term: Term): Promise<Led> {
    const { db } = this.options
    for (const { checkpoint } of this.sources) {
      await checkpoint.begin(db)
      await checkpoint.claim(db, term.epoch)
    }
    for (const { checkpoint, progress } of this.sources) progress.lead(await checkpoint.position(db))
    const subscriptions = this.sources.map((reader) => this.follow(reader, term))
    const stop = async () => {
      for (const { progress } of this.sources) progress.standBy()
      await Promise.all(subscriptions.map((subscription) => subscription.stop()))
    }
    return { stop }
  }

  private follow(reader: FedSource, term: Term): Subscription {
    const { bus, logger } = this.options
    const source = reader.source.name
    return bus.consume({
      source,
      consumer: 'insights.feed',
      after: () => this.positionIn(term, reader),
      handle: (events) => this.inTurn('feeds', () => this.take(reader, events, term)),
      onFault: (fault) => {
        if (fault instanceof Superseded) term.resign()
        else logger.error({ err: fault, source }, 'the feed could not be recorded and will be tried again')
      },
    })
  }

  /** Asked for after each fault as well, so whoever does not lead any more learns it here. */
  private async positionIn({ epoch }: Term, { checkpoint }: FedSource): Promise<number> {
    const found = await checkpoint.read(this.options.db)
    if (found && found.epoch > epoch) throw new Superseded(checkpoint.reader, epoch)
    return found?.position ?? 0
  }

  private async take({ source, checkpoint, progress }: FedSource, events: readonly StoredEvent[], term: Term): Promise<void> {
    const [first, last] = [events.at(0), events.at(-1)]
    if (!first || !last) return
    for (const event of events) knownEvents.requireReadable(event)
    const { items, writes } = await source.read(this.options.db, events)
    const move: InlineWrite = {
      sql: moveCheckpoint,
      values: [checkpoint.reader, last.position, first.position - 1, term.epoch],
      expectRows: 1,
    }
    await this.options.log.append(await this.appendsOf(source.name, items), { meta: metaOf(last), inline: [move, ...writes] })
    progress.advance(last.position)
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
