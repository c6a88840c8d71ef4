/** A sandbox's feed as it grows: each item is encoded once and given to all readers in order. */
import type { FeedItem } from '@agent-arena/contracts'
import type { Connection } from './connection.ts'
import { FeedReader, type ReadFeed } from './feed-reader.ts'
import { encodeEvent } from './server-sent.ts'

const encodeItem = (item: FeedItem): Buffer => encodeEvent({ event: item.kind, json: JSON.stringify(item), id: item.seq })

export class FeedTopic {
  private readonly readers = new Set<FeedReader>()
  private readonly read: ReadFeed
  private readonly onFault: (fault: unknown) => void
  /** Number of the newest item that was told live. */
  head = 0

  constructor(read: ReadFeed, onFault: (fault: unknown) => void) {
    this.read = read
    this.onFault = onFault
  }

  get readerCount(): number {
    return this.readers.size
  }

  /** History after `last`, then live. */
  join(connection: Connection, last: number, onLeft: () => void): void {
    const reader = new FeedReader({
      connection,
      last,
      read: this.read,
      head: () => this.head,
      encode: encodeItem,
      onFault: this.onFault,
    })
    this.readers.add(reader)
    connection.onClosed(() => {
      this.readers.delete(reader)
      onLeft()
    })
    void reader.catchUp()
  }

  push(item: FeedItem): void {
    const chunk = encodeItem(item)
    this.head = Math.max(this.head, item.seq)
    for (const reader of this.readers) reader.push(item.seq, chunk)
  }

  /** Looks for items that were never told live. */
  catchUp(): void {
    for (const reader of this.readers) void reader.catchUp()
  }

  heartbeat(chunk: Buffer): void {
    for (const { connection } of this.readers) if (connection.backlogBytes === 0) connection.write(chunk)
  }

  close(): void {
    for (const { connection } of this.readers) connection.end()
  }
}
