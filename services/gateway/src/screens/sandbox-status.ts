/** In which state a sandbox is, asked at most once a second however many pictures come. */
import { getSandbox, isEnded, Rejection, serviceContext, type SandboxStatus } from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'

const KEPT_MS = 1000
const MAX_KEPT = 1000

export class SandboxStatuses {
  private readonly kept = new Map<string, { readonly status: Promise<SandboxStatus>; readonly until: number }>()
  private readonly bus: MessageBus

  constructor(bus: MessageBus) {
    this.bus = bus
  }

  /** Throws `not-found`. */
  of(sandboxId: string): Promise<SandboxStatus> {
    const known = this.kept.get(sandboxId)
    if (known && known.until > Date.now()) return known.status
    if (this.kept.size >= MAX_KEPT) this.kept.clear()
    const status = this.ask(sandboxId)
    this.kept.set(sandboxId, { status, until: Date.now() + KEPT_MS })
    status.catch(() => this.kept.delete(sandboxId))
    return status
  }

  /** Throws `sandbox-ended` or `wrong-state` unless it runs. */
  async expectRunning(sandboxId: string): Promise<void> {
    const status = await this.of(sandboxId)
    if (isEnded(status)) throw new Rejection('sandbox-ended')
    if (status !== 'running') throw new Rejection('wrong-state', { detail: `The sandbox is ${status}, not running.` })
  }

  private async ask(sandboxId: string): Promise<SandboxStatus> {
    return (await this.bus.request(getSandbox, { sandboxId }, serviceContext('gateway'))).status
  }
}
