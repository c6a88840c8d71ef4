/** A reader that only wants the latest: while it is behind, what it missed is replaced by what came last. */
import type { Connection } from './connection.ts'

export class LatestReader {
  private waiting: Buffer | null = null
  private draining = false
  readonly connection: Connection

  constructor(connection: Connection) {
    this.connection = connection
  }

  offer(chunk: Buffer): void {
    if (this.draining) this.waiting = chunk
    else if (!this.connection.write(chunk)) void this.drain()
  }

  private async drain(): Promise<void> {
    this.draining = true
    await this.connection.drained()
    this.draining = false
    const chunk = this.waiting
    this.waiting = null
    if (chunk && this.connection.isOpen) this.offer(chunk)
  }
}
