/** The public record of a market: its own events, as they stand in the log, from which anybody can recompute its settlement. */
import { z } from 'zod'
import { MarketId } from '../ids.ts'
import { operation } from '../operation.ts'
import { Limit, pageOf, Time } from '../values.ts'

export const RecordedEvent = z.object({
  /** Place in the market's stream, from 1 without gaps. */
  version: z.int(),
  /** Place in betting's log. */
  position: z.int(),
  at: Time,
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
})
export type RecordedEvent = z.infer<typeof RecordedEvent>

export const listMarketEvents = operation({
  name: 'listMarketEvents',
  service: 'betting',
  kind: 'query',
  audience: 'anyone',
  summary: 'The public record of a market: every event of its stream, from which the settlement can be recomputed.',
  input: z.strictObject({ marketId: MarketId, limit: Limit, after: z.string().max(100).optional() }),
  output: pageOf(RecordedEvent),
  http: { method: 'GET', path: '/markets/:marketId/events', status: 200 },
})
