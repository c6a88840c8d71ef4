/** One open answer to a reader that stays: an event stream or a motion picture. */
import type { FastifyReply } from 'fastify'
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

const SHARED_HEADERS = { 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' }

export class Connection {
  private readonly raw: ServerResponse
  private gone = false
  private readonly listeners = new Set<() => void>()

  private constructor(raw: ServerResponse) {
    this.raw = raw
    raw.on('error', () => undefined)
    raw.on('close', () => this.forget())
    if (raw.destroyed || raw.socket?.destroyed) this.forget()
  }

  /** Takes the answer over from the server and begins it. */
  static open(reply: FastifyReply, contentType: string): Connection {
    reply.hijack()
    reply.raw.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...SHARED_HEADERS, 'content-type': contentType })
    reply.raw.flushHeaders()
    return new Connection(reply.raw)
  }

  get isOpen(): boolean {
    return !this.gone
  }

  /** Bytes that wait because the reader does not read. */
  get backlogBytes(): number {
    return this.raw.writableLength
  }

  /** False when the reader is behind: then wait for `drained`. */
  write(chunk: Buffer): boolean {
    return this.gone || this.raw.write(chunk)
  }

  /** Resolves when all that waited is sent, or the reader is gone. */
  drained(): Promise<void> {
    if (this.gone || !this.raw.writableNeedDrain) return Promise.resolve()
    return new Promise((resolve) => {
      const settle = () => {
        this.listeners.delete(settle)
        resolve()
      }
      this.raw.once('drain', settle)
      this.listeners.add(settle)
    })
  }

  onClosed(listener: () => void): void {
    if (this.gone) listener()
    else this.listeners.add(listener)
  }

  /** Ends the answer after what is written; a reader that does not take it is cut off by the server's own close. */
  end(): void {
    if (this.gone) return
    this.raw.end()
    this.raw.socket?.destroySoon()
    this.forget()
  }

  /** Cuts off at once. */
  cut(): void {
    this.raw.destroy()
    this.forget()
  }

  private forget(): void {
    if (this.gone) return
    this.gone = true
    for (const listener of this.listeners) listener()
    this.listeners.clear()
  }
}
