/** All live streams of this gateway: topics exist while somebody reads them, and learn of changes from the services' logs. */
import {
  getFeed,
  Rejection,
  serviceContext,
  type FeedItemRecorded,
  type ServiceName,
  type Stored,
  type StoredEvent,
} from '@agent-arena/contracts'
import type { MessageBus, Subscription } from '@agent-arena/message-bus'
import type { Logger, Room } from '@agent-arena/service-kit'
import { changedIds, pressingIds } from './changed-ids.ts'
import type { Connection } from './connection.ts'
import { FeedTopic } from './feed-topic.ts'
import { LatestTopic, type Shown } from './latest-topic.ts'
import { followFromHead } from './log-follower.ts'
import { MarketCache } from './market-cache.ts'
import { GREETING, HEARTBEAT, HEARTBEAT_MS } from './server-sent.ts'

const HISTORY_PAGE = 200
const AGEING_MS = 1000

/** Key of the topic that shows everything. */
export const LOBBY = 'lobby'

/** Which state a latest-wins topic shows, and how often at most. */
export interface TopicKind {
  readonly key: string
  readonly event: string
  readonly paceMs: number
  readonly fetch: () => Promise<Shown>
}

export interface LiveHubOptions {
  readonly bus: MessageBus
  readonly logger: Logger
}

export class LiveHub implements Room {
  readonly markets: MarketCache
  private readonly feeds = new Map<string, FeedTopic>()
  private readonly latest = new Map<string, LatestTopic>()
  private readonly options: LiveHubOptions
  private subscriptions: readonly Subscription[] = []
  private timers: readonly NodeJS.Timeout[] = []
  private stopped = false
  /** What fails because everything ends is no news. */
  private readonly onFault = (fault: unknown) => {
    if (!this.stopped) this.options.logger.warn({ err: fault }, 'a live stream could not be fed and will be tried again')
  }

  constructor(options: LiveHubOptions) {
    this.options = options
    this.markets = new MarketCache(options.bus)
  }

  get readerCount(): number {
    const topics = [...this.feeds.values(), ...this.latest.values()]
    return topics.reduce((sum, { readerCount }) => sum + readerCount, 0)
  }

  start(): void {
    const changes = (events: readonly StoredEvent[]) => this.noteChanges(events)
    const all = () => this.touchAll()
    this.subscriptions = [
      this.follow('sandbox', changes, all),
      this.follow('betting', changes, all),
      this.follow(
        'insights',
        (events) => this.pushItems(events),
        () => this.catchUpFeeds(),
      ),
    ]
    this.timers = [setInterval(() => this.heartbeat(), HEARTBEAT_MS), setInterval(() => this.touchAgeing(), AGEING_MS)]
  }

  async stop(): Promise<void> {
    this.stopped = true
    for (const timer of this.timers) clearInterval(timer)
    for (const feed of this.feeds.values()) feed.close()
    await Promise.all([...this.latest.values()].map((topic) => topic.close()))
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()))
  }

  /** Somebody came or went, which the lobby shows. */
  touchLobby(): void {
    this.latest.get(LOBBY)?.touch()
  }

  /** Throws `not-found` for a sandbox that nobody knows, before anything is answered. */
  async joinFeed(sandboxId: string, last: number, open: () => Connection): Promise<void> {
    this.refuseWhenStopped()
    const read = (after: number, limit = HISTORY_PAGE) =>
      this.options.bus.request(getFeed, { sandboxId, after, limit }, serviceContext('gateway'))
    await read(last, 1)
    const connection = this.greet(open)
    const feed = this.feeds.get(sandboxId) ?? new FeedTopic(read, this.onFault)
    this.feeds.set(sandboxId, feed)
    feed.join(connection, last, () => {
      if (feed.readerCount === 0 && this.feeds.get(sandboxId) === feed) this.feeds.delete(sandboxId)
      this.touchLobby()
    })
    this.touchLobby()
  }

  /** Throws what the first look at the state throws. */
  async joinLatest(kind: TopicKind, open: () => Connection): Promise<void> {
    this.refuseWhenStopped()
    const prepared = this.latest.get(kind.key) ?? new LatestTopic({ ...kind, onFault: this.onFault })
    await prepared.prepare()
    const connection = this.greet(open)
    const topic = this.latest.get(kind.key) ?? prepared
    this.latest.set(kind.key, topic)
    topic.join(connection, () => {
      if (topic.readerCount === 0 && this.latest.get(kind.key) === topic) this.latest.delete(kind.key)
      this.touchLobby()
    })
    this.touchLobby()
  }

  private greet(open: () => Connection): Connection {
    this.refuseWhenStopped()
    const connection = open()
    connection.write(GREETING)
    return connection
  }

  private refuseWhenStopped(): void {
    if (this.stopped) throw new Rejection('unavailable', { detail: 'The arena is stopping.' })
  }

  private follow(source: ServiceName, onEvents: (events: readonly StoredEvent[]) => void, onBegun: () => void): Subscription {
    return followFromHead({ source, bus: this.options.bus, onEvents, onBegun, onFault: this.onFault })
  }

  private noteChanges(events: readonly StoredEvent[]): void {
    const ids = changedIds(events)
    if (ids.size === 0) return
    for (const id of ids) this.markets.forget(id)
    const pressing = new Set(this.showing(pressingIds(events)))
    for (const topic of this.showing(ids)) {
      if (pressing.has(topic)) topic.touchNow()
      else topic.touch()
    }
  }

  private showing(ids: ReadonlySet<string>): readonly LatestTopic[] {
    if (ids.size === 0) return []
    const shown = [...this.latest].filter(([key, topic]) => key === LOBBY || [...ids].some((id) => topic.shows(id)))
    return shown.map(([, topic]) => topic)
  }

  private pushItems(events: readonly StoredEvent[]): void {
    for (const event of events as readonly Stored<FeedItemRecorded>[]) {
      const { sandboxId, kind, at, data } = event.data
      this.feeds.get(sandboxId)?.push({ seq: event.version, at, kind, data })
    }
  }

  private touchAll(): void {
    this.markets.clear()
    for (const topic of this.latest.values()) topic.touch()
  }

  private touchAgeing(): void {
    for (const topic of this.latest.values()) if (topic.ages) topic.touch()
  }

  private catchUpFeeds(): void {
    for (const feed of this.feeds.values()) feed.catchUp()
  }

  private heartbeat(): void {
    for (const feed of this.feeds.values()) feed.heartbeat(HEARTBEAT)
    for (const topic of this.latest.values()) topic.heartbeat(HEARTBEAT)
  }
}
