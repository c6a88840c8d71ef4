/** The latest picture of each sandbox's screen, and who watches it: pictures come over the bus and may be lost. */
import { screenSubject } from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'
import type { Room } from '@agent-arena/service-kit'
import { createHash } from 'node:crypto'
import type { Connection } from '../live/connection.ts'
import { LatestReader } from '../live/latest-reader.ts'
import { encodePart, FIRST_BOUNDARY } from './motion.ts'

const MAX_KEPT = 200
const IDLE_MS = 10 * 60_000
const SWEEP_MS = 30_000
/** Who asked for a single picture may ask again: so long it counts as watching. */
const GLANCE_MS = 3000

export interface Picture {
  readonly jpeg: Buffer
  readonly etag: string
  readonly at: number
}

export class Screens implements Room {
  private readonly pictures = new Map<string, Picture>()
  private readonly readers = new Map<string, Set<LatestReader>>()
  private readonly glances = new Map<string, number>()
  private readonly bus: MessageBus
  private readonly onReadersChanged: () => void
  private unsubscribe: () => void = () => undefined
  private timer: NodeJS.Timeout | undefined
  private stopped = false

  constructor(bus: MessageBus, onReadersChanged: () => void) {
    this.bus = bus
    this.onReadersChanged = onReadersChanged
  }

  start(): void {
    const prefix = screenSubject('')
    this.unsubscribe = this.bus.subscribeLive(`${prefix}>`, (jpeg, subject) => this.show(subject.slice(prefix.length), jpeg))
    this.timer = setInterval(() => this.sweep(), SWEEP_MS)
  }

  stop(): void {
    this.stopped = true
    this.unsubscribe()
    clearInterval(this.timer)
    for (const readers of this.readers.values()) for (const { connection } of readers) connection.end()
  }

  get isStopped(): boolean {
    return this.stopped
  }

  get readerCount(): number {
    return [...this.readers.values()].reduce((sum, { size }) => sum + size, 0)
  }

  /** How many watch a screen right now. */
  watchers(sandboxId: string): number {
    const glanced = Date.now() - (this.glances.get(sandboxId) ?? 0) < GLANCE_MS
    return (this.readers.get(sandboxId)?.size ?? 0) + (glanced ? 1 : 0)
  }

  publish(sandboxId: string, jpeg: Buffer): void {
    this.bus.publishLive(screenSubject(sandboxId), jpeg)
  }

  /** The latest picture, for one who looks once. */
  glance(sandboxId: string): Picture | undefined {
    this.glances.set(sandboxId, Date.now())
    return this.pictures.get(sandboxId)
  }

  /** Sends the latest picture and each that follows; who is slow misses some. */
  watch(sandboxId: string, connection: Connection): void {
    const readers = this.readers.get(sandboxId) ?? new Set()
    const reader = new LatestReader(connection)
    this.readers.set(sandboxId, readers.add(reader))
    connection.onClosed(() => {
      readers.delete(reader)
      if (readers.size === 0 && this.readers.get(sandboxId) === readers) this.readers.delete(sandboxId)
      this.onReadersChanged()
    })
    connection.write(FIRST_BOUNDARY)
    const latest = this.pictures.get(sandboxId)
    if (latest) reader.offer(encodePart(latest.jpeg))
    this.onReadersChanged()
  }

  private show(sandboxId: string, payload: Uint8Array): void {
    const jpeg = Buffer.from(payload)
    const etag = `"${createHash('sha1').update(jpeg).digest('base64url')}"`
    this.pictures.delete(sandboxId)
    this.pictures.set(sandboxId, { jpeg, etag, at: Date.now() })
    const [oldest] = this.pictures.keys()
    if (this.pictures.size > MAX_KEPT && oldest !== undefined) this.pictures.delete(oldest)
    const readers = this.readers.get(sandboxId)
    if (!readers) return
    const part = encodePart(jpeg)
    for (const reader of readers) reader.offer(part)
  }

  private sweep(): void {
    const now = Date.now()
    for (const [sandboxId, { at }] of this.pictures) if (now - at > IDLE_MS) this.pictures.delete(sandboxId)
    for (const [sandboxId, at] of this.glances) if (now - at > GLANCE_MS) this.glances.delete(sandboxId)
  }
}
