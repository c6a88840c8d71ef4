/** Whether the connection to NATS stands: what is sent while it does not is lost, so it is waited for. */
import type { NatsConnection } from '@nats-io/transport-node'
import { Rejection } from '@agent-arena/contracts'
import { within } from '../within.ts'

const unavailable = () => new Rejection('unavailable', { detail: 'The bus does not answer at the moment; try again.' })

export class Link {
  readonly connection: NatsConnection
  private isUp = true
  private up = Promise.withResolvers<void>()
  private readonly downListeners = new Set<() => void>()

  constructor(connection: NatsConnection) {
    this.connection = connection
    void this.watch()
  }

  /** Resolves while it stands, or as soon as it does again. Errors: `Rejection` with `unavailable` when that takes longer. */
  async whenUp(timeoutMs: number): Promise<void> {
    if (!this.isUp) await within(this.up.promise, timeoutMs, unavailable)
  }

  /** Calls back when it breaks; returns how to stop. */
  onDown(listener: () => void): () => void {
    this.downListeners.add(listener)
    return () => this.downListeners.delete(listener)
  }

  /** What is under way when it breaks is never answered. */
  async whileUp<T>(work: Promise<T>): Promise<T> {
    const broken = Promise.withResolvers<never>()
    const forget = this.onDown(() => broken.reject(unavailable()))
    try {
      return await Promise.race([work, broken.promise])
    } finally {
      forget()
    }
  }

  /** Ends with the connection. */
  private async watch(): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (type === 'reconnect') this.rise()
      if (type === 'disconnect') this.fall()
    }
  }

  private rise(): void {
    this.isUp = true
    this.up.resolve()
  }

  private fall(): void {
    this.isUp = false
    this.up = Promise.withResolvers<void>()
    for (const listener of this.downListeners) listener()
  }
}
