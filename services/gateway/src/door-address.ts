/** Where the door is: sandboxes on this machine reach the server itself, whatever address people use; known once it listens. */
import { Rejection } from '@agent-arena/contracts'
import type { AddressInfo } from 'node:net'
import type { GatewayConfig } from './gateway.config.ts'

/** Only with port 0 does anyone wait; a start-up that waits for its own end must not hang. */
const PATIENCE_MS = 3000

const ANY_ADDRESS = new Set(['0.0.0.0', '::', ''])

const urlOf = (host: string, port: number) => {
  const name = ANY_ADDRESS.has(host) ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

export class DoorAddress {
  private known: string | null
  private readonly listening = Promise.withResolvers<string>()
  private readonly host: string
  private readonly given: string | undefined

  constructor({ host, port, publicUrl }: Pick<GatewayConfig, 'host' | 'port' | 'publicUrl'>) {
    this.host = host
    this.given = publicUrl
    this.known = port === 0 ? null : urlOf(host, port)
  }

  /** Told by the server when it listens. */
  listensOn(address: AddressInfo | string | null): void {
    if (this.known !== null || address === null || typeof address === 'string') return
    this.known = urlOf(this.host, address.port)
    this.listening.resolve(this.known)
  }

  /** Where people and external agents reach it. Throws as `url` does. */
  async publicUrl(): Promise<string> {
    return this.given ?? this.url()
  }

  /** From this machine. Throws `unavailable` when the server does not come to listen. */
  async url(): Promise<string> {
    if (this.known !== null) return this.known
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Rejection('unavailable', { detail: 'The arena does not listen yet.' })), PATIENCE_MS)
    })
    return Promise.race([this.listening.promise, late]).finally(() => clearTimeout(timer))
  }
}
