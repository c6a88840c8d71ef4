/** One role as this process sees it: it stands by, leads, or steps down; never two terms at once. */
import type { Begin, Led, Term } from '../term.ts'

/** How long it stands back after it has stepped down by itself. */
const STAND_BACK_MS = 1000

export interface PostOptions {
  readonly role: string
  readonly begin: Begin
  readonly onFault: (fault: unknown, role: string) => void
  /** Told when the term ends although the lease is still held: others may have it. */
  readonly onResigned: (role: string, epoch: number) => void
}

interface Running {
  readonly epoch: number
  readonly led: Promise<Led>
  /** Another process may lead by now. */
  isLost: boolean
}

export class Post {
  private running: Running | null = null
  private ending: Running | null = null
  private steppingDown: Promise<void> | null = null
  /** By the steady clock of this process, counted from before the database was asked, so it is never later than the lease itself. */
  private heldUntil = 0
  private standsBackUntil = 0
  private closed = false
  private readonly options: PostOptions

  constructor(options: PostOptions) {
    this.options = options
  }

  get role(): string {
    return this.options.role
  }

  /** Of the term under way. */
  get epoch(): number | null {
    return this.running?.epoch ?? null
  }

  get standsBy(): boolean {
    return !this.closed && this.running === null && this.steppingDown === null
  }

  get wantsToLead(): boolean {
    return this.standsBy && performance.now() >= this.standsBackUntil
  }

  enter(epoch: number, until: number): void {
    this.heldUntil = until
    const term: Term = {
      epoch,
      isHeld: () => !running.isLost && performance.now() < this.heldUntil,
      resign: () => this.resign(epoch),
    }
    const led = Promise.resolve().then(() => this.options.begin(term))
    const running: Running = { epoch, led, isLost: false }
    this.running = running
    led.catch((fault: unknown) => {
      this.options.onFault(fault, this.role)
      this.resign(epoch)
    })
  }

  confirm(until: number): void {
    this.heldUntil = until
  }

  leaveIfExpired(): void {
    if (performance.now() >= this.heldUntil) void this.lose()
  }

  /** The lease is not this process's any more. Resolves when what was led has stopped. */
  lose(): Promise<void> {
    for (const term of [this.running, this.ending]) if (term) term.isLost = true
    return this.leave()
  }

  /** Leaves for good, in order: what is led may still write until it has stopped. */
  close(): Promise<void> {
    this.closed = true
    return this.leave()
  }

  private leave(): Promise<void> {
    const running = this.running
    if (running === null) return this.steppingDown ?? Promise.resolve()
    this.running = null
    this.ending = running
    this.steppingDown = this.stop(running).finally(() => {
      running.isLost = true
      this.ending = null
      this.steppingDown = null
    })
    return this.steppingDown
  }

  private resign(epoch: number): void {
    if (this.running?.epoch !== epoch) return
    this.standsBackUntil = performance.now() + STAND_BACK_MS
    void this.lose().then(() => this.options.onResigned(this.role, epoch))
  }

  /** What could not begin has been told already. */
  private async stop({ led }: Running): Promise<void> {
    const [begun] = await Promise.allSettled([led])
    if (begun.status === 'rejected') return
    try {
      await begun.value.stop?.()
    } catch (fault) {
      this.options.onFault(fault, this.role)
    }
  }
}
