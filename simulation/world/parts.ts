/** What a simulated house is built of. A planted bug puts something else in the place of one of them. */
import { MemoryEventLog, MemoryViewStore, type EventLog, type ViewStore } from '@agent-arena/event-store'
import type { ConsumerOptions, Feed, LogChannel } from '@agent-arena/message-bus'
import { MemoryReactionStore } from '@agent-arena/service-kit'
import { balances, type Balances } from '../bank/account.ts'
import type { Scheduler } from '../engine/scheduler.ts'
import { MemoryChannel, type ChannelOptions } from './memory-channel.ts'
import { MemoryFeed, type FeedOptions } from './memory-feed.ts'

export type BalancesStore = ViewStore & { readonly content: Balances }

export interface Parts {
  readonly bankLog: (scheduler: Scheduler) => EventLog
  readonly balances: (scheduler: Scheduler) => BalancesStore
  readonly reactionStore: (name: string) => MemoryReactionStore
  readonly channel: (options: ChannelOptions) => LogChannel
  readonly feed: (options: FeedOptions) => Feed
  readonly consuming: (options: ConsumerOptions) => ConsumerOptions
}

export const healthy: Parts = {
  bankLog: () => new MemoryEventLog(),
  balances: () => new MemoryViewStore(balances),
  reactionStore: (name) => new MemoryReactionStore(name),
  channel: (options) => new MemoryChannel(options),
  feed: (options) => new MemoryFeed(options),
  consuming: (options) => options,
}
