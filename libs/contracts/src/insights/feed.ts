/** The feed: one gapless sequence per sandbox over everything that can be seen, the same for live and for replay. */
import { z } from 'zod'
import { eventContract, type FactOf } from '../event-contract.ts'
import { SandboxId } from '../ids.ts'
import { operation } from '../operation.ts'
import { Limit, Time } from '../values.ts'

export const feedKinds = [
  'status',
  'reasoning',
  'browser_action',
  'email',
  'payment',
  'screenshot',
  'error',
  'progress',
  'memory',
  'model_switch',
  'tool',
  'prompt',
  'credits',
  'bet',
  'odds',
  'lock',
  'verdict',
  'settlement',
] as const
export const FeedKind = z.enum(feedKinds)
export type FeedKind = z.infer<typeof FeedKind>

export const FeedItem = z.object({
  /** From 1 without gaps, per sandbox. */
  seq: z.int().min(1),
  at: Time,
  kind: FeedKind,
  data: z.record(z.string(), z.unknown()),
})
export type FeedItem = z.infer<typeof FeedItem>

export const FeedItemRecorded = eventContract({
  service: 'insights',
  streamKind: 'feed',
  version: 1,
  type: 'FeedItemRecorded',
  summary: 'An item entered a sandbox’s feed; its number is its version in the stream `feed-<sandbox>`.',
  schema: z.object({
    sandboxId: SandboxId,
    kind: FeedKind,
    at: Time,
    data: z.record(z.string(), z.unknown()).readonly(),
    /** The event that it tells of. */
    source: z.object({ log: z.string(), position: z.int().min(1) }),
  }),
})
/** The order of the merge is itself a fact. */
export type FeedItemRecorded = FactOf<typeof FeedItemRecorded>

const Seq = z.coerce.number().int().min(0)

export const getFeed = operation({
  name: 'getFeed',
  service: 'insights',
  kind: 'query',
  audience: 'anyone',
  summary: 'A sandbox’s feed in order: after a number, or the last items before one.',
  input: z
    .strictObject({ sandboxId: SandboxId, after: Seq.optional(), before: Seq.optional(), limit: Limit })
    .refine((input) => input.after === undefined || input.before === undefined, {
      path: ['before'],
      error: 'give after or before, not both',
    }),
  output: z.object({ items: z.array(FeedItem), next: z.int().nullable() }),
  http: { method: 'GET', path: '/sandboxes/:sandboxId/feed', status: 200 },
})

export const RecentItem = FeedItem.extend({ sandboxId: SandboxId })
export type RecentItem = z.infer<typeof RecentItem>

export const listRecent = operation({
  name: 'listRecent',
  service: 'insights',
  kind: 'query',
  audience: 'anyone',
  summary: 'The latest feed items of all sandboxes, newest first.',
  input: z.strictObject({ limit: Limit }),
  output: z.object({ items: z.array(RecentItem) }),
  http: { method: 'GET', path: '/feed/recent', status: 200 },
})

export const insightsEvents = { FeedItemRecorded }

export const insightsOperations = { getFeed, listRecent }
