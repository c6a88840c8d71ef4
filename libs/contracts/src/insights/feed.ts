/** The feed: one gapless sequence per sandbox over everything that can be seen, the same for live and for replay. */
import { z } from 'zod'
import type { Fact } from '../event.ts'
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

/** The order of the merge is itself a fact: seq is the version in the stream `feed-<sandbox>`. */
export type FeedItemRecorded = Fact<
  'FeedItemRecorded',
  {
    readonly sandboxId: string
    readonly kind: FeedKind
    readonly at: string
    readonly data: Readonly<Record<string, unknown>>
    readonly source: { readonly log: string; readonly position: number }
  }
>

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

export const insightsOperations = { getFeed, listRecent }
