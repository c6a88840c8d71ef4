/** An item before it has its number. */
import type { FeedItemRecorded, FeedKind, StoredEvent } from '@agent-arena/contracts'
import { createHash } from 'node:crypto'

export interface NewItem {
  readonly sandboxId: string
  readonly kind: FeedKind
  readonly data: Readonly<Record<string, unknown>>
}

/** The item's identity follows from its source event, its feed and its place among the items of that event, so that it can only enter once. */
export const itemId = (sourceId: string, sandboxId: string, index: number): string => {
  const hash = createHash('sha256').update(`${sourceId} ${sandboxId} ${index}`).digest()
  hash[6] = (Number(hash[6]) & 0x0f) | 0x80
  hash[8] = (Number(hash[8]) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

export const factOf = ({ sandboxId, kind, data }: NewItem, log: string, { at, position }: StoredEvent): FeedItemRecorded => ({
  type: 'FeedItemRecorded',
  data: { sandboxId, kind, at, data, source: { log, position } },
})
