/** One reader of a feed: history by pages, then live, each item once and in order; nothing is skipped. */
import type { FeedItem } from '@agent-arena/contracts'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from './connection.ts'

/** Items after a number; `next` is null on the last page. */
export type ReadFeed = (after: number) => Promise<{ readonly items: readonly FeedItem[]; readonly next: number | null }>

/** A reader that leaves more than this unread is closed, and comes back with its last id. */
export const MAX_BACKLOG_BYTES = 1024 * 1024
const RETRY_MS = 50

export interface FeedReaderOptions {
  readonly connection: Connection
  readonly last: number
  readonly read: ReadFeed
  /** Number of the newest item told live. */
  readonly head: () => number
  readonly encode: (item: FeedItem) => Buffer
  readonly onFault: (fault: unknown) => void
}

export class FeedReader {
  private last: number
  private catchingUp = false
  private askedAgain = false
  private readonly options: FeedReaderOptions

  constructor(options: FeedReaderOptions) {
    this.options = options
    this.last = options.last
  }

  get connection(): Connection {
    return this.options.connection
  }

  /** A live item; while the history is read, the reading finds it there. */
  push(seq: number, chunk: Buffer): void {
    if (this.catchingUp || seq <= this.last) return
    if (seq > this.last + 1) return void this.catchUp()
    this.last = seq
    this.connection.write(chunk)
    if (this.connection.backlogBytes > MAX_BACKLOG_BYTES) this.connection.cut()
  }

  /** Looks for what was never told live; asked again while it looks, it looks once more. */
  async catchUp(): Promise<void> {
    this.askedAgain = this.catchingUp
    if (this.catchingUp) return
    this.catchingUp = true
    try {
      await this.readHistory()
    } catch (fault) {
      this.catchingUp = false
      this.options.onFault(fault)
      this.connection.end()
    }
  }

  /** The last look and the step to live are one synchronous piece, so that no item can fall between them. */
  private async readHistory(): Promise<void> {
    const { connection, read, head } = this.options
    while (this.catchingUp && connection.isOpen) {
      this.askedAgain = false
      const { items, next } = await read(this.last)
      for (const item of items) await this.writeSlowly(item)
      this.catchingUp = next !== null || head() > this.last || this.askedAgain
      if (this.catchingUp && items.length === 0) await sleep(RETRY_MS)
    }
  }

  private async writeSlowly(item: FeedItem): Promise<void> {
    const { connection, encode } = this.options
    if (!connection.isOpen) return
    this.last = item.seq
    if (!connection.write(encode(item))) await connection.drained()
  }
}
