/** Keeps the leases of one process in one service: takes what is free, renews what it has, tells what is lost. */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { Loop } from '@agent-arena/contracts'
import { LeaseSession, type Lease, type SessionOptions, type Signal } from '../postgres/lease-session.ts'
import { Post } from './post.ts'
import type { Begin, Led } from '../term.ts'

/** What a connection on which leases are held must be able to do. */
export type Session = Pick<LeaseSession, 'enrol' | 'take' | 'renew' | 'release' | 'signal' | 'close'>

export interface LeasesOptions {
  readonly url: string
  /** Of the service, which has been migrated. */
  readonly schema: string
  /** How long a lease lasts that is not renewed; it is renewed every third of that. */
  readonly leaseMs?: number
  /** Default: on Postgres. */
  readonly open?: (options: SessionOptions) => Promise<Session>
  /** Told what went wrong with the connection (no role), or with what runs during a term. Both are tried again. */
  readonly onFault: (fault: unknown, role?: string) => void
}

const LEASE_MS = 10_000
/** Who stands by looks more and more seldom: soon after a start, when a predecessor is on its way out; then at leisure. */
const FIRST_LOOK_MS = 50
const LATER_LOOK_MS = 500
const LONGEST_PAUSE_MS = 1000

export class Leases {
  private readonly posts = new Map<string, Post>()
  private readonly enrolled = new Set<string>()
  private readonly listeners = new Set<() => void>()
  private readonly options: LeasesOptions
  private readonly leaseMs: number
  private readonly loop: Loop
  private started = false
  private session: Session | null = null
  private renewAt = 0
  private lookMs = FIRST_LOOK_MS
  private mustTell = false
  private isTelling = false

  constructor(options: LeasesOptions) {
    this.options = options
    this.leaseMs = options.leaseMs ?? LEASE_MS
    this.loop = new Loop({
      work: () => this.round(),
      onFault: (fault) => {
        this.dropSession()
        options.onFault(fault)
      },
      pauseMs: (faults) => Math.min(FIRST_LOOK_MS * 2 ** faults, LONGEST_PAUSE_MS),
    })
  }

  /** Runs `begin` whenever, and as long as, this process holds the role. `stop` ends the term and gives the role back at once. */
  lead(role: string, begin: Begin): Required<Led> {
    if (this.posts.has(role)) throw new Error(`This process has a post for ${role} already.`)
    const onResigned = (_: string, epoch: number) => void this.giveBack({ role, epoch })
    const post = new Post({ role, begin, onFault: this.options.onFault, onResigned })
    this.posts.set(role, post)
    this.lookMs = FIRST_LOOK_MS
    if (!this.started) void this.loop.start()
    this.started = true
    this.loop.wake()
    return { stop: () => this.leave(post) }
  }

  leads(role: string): boolean {
    return (this.posts.get(role)?.epoch ?? null) !== null
  }

  /** Calls back when another process of this service has appended. */
  onAppendedElsewhere(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Wakes those that lead elsewhere: they see only their own appends. May be called as often as one likes. */
  tellAppended(): void {
    const { session } = this
    this.mustTell = true
    if (session === null || this.isTelling) return
    this.isTelling = true
    void this.tell(session).finally(() => (this.isTelling = false))
  }

  /** Leaves every post, the last one first. */
  async stop(): Promise<void> {
    for (const post of [...this.posts.values()].toReversed()) await this.leave(post)
    await this.loop.stop()
    const { session } = this
    this.session = null
    await session?.close()
  }

  /** What is appended while a signal is on its way needs another one. */
  private async tell(session: Session): Promise<void> {
    while (this.mustTell && session === this.session) {
      this.mustTell = false
      await session.signal('appended').catch((fault: unknown) => this.options.onFault(fault))
    }
  }

  private async leave(post: Post): Promise<void> {
    const { role, epoch } = post
    await post.close()
    if (epoch !== null) await this.giveBack({ role, epoch })
    this.posts.delete(role)
  }

  /** A connection that breaks meanwhile gives it back as well. */
  private async giveBack(lease: Lease): Promise<void> {
    await this.session?.release(lease).catch((fault: unknown) => this.options.onFault(fault, lease.role))
  }

  private async round(): Promise<number> {
    for (const post of this.posts.values()) post.leaveIfExpired()
    if (this.posts.size === 0) return LONGEST_PAUSE_MS
    // It may be lost meanwhile: what is asked of it then fails, and the next round opens another one.
    const session = (this.session ??= await this.openSession())
    await this.renew(session)
    await this.takeFree(session)
    return this.nextLookMs()
  }

  private async renew(session: Session): Promise<void> {
    const held = [...this.posts.values()].filter(({ epoch }) => epoch !== null)
    const sentAt = performance.now()
    if (held.length === 0 || sentAt < this.renewAt) return
    const leases = held.map(({ role, epoch }) => ({ role, epoch: epoch ?? 0 }))
    const confirmed = await session.renew(leases)
    this.renewAt = sentAt + this.leaseMs / 3
    for (const post of held) {
      if (confirmed.has(post.role)) post.confirm(sentAt + this.leaseMs)
      else void post.lose()
    }
  }

  private async takeFree(session: Session): Promise<void> {
    const wanted = [...this.posts.values()].filter(({ wantsToLead }) => wantsToLead).map(({ role }) => role)
    if (wanted.length === 0) return
    const unknown = wanted.filter((role) => !this.enrolled.has(role))
    if (unknown.length > 0) await session.enrol(unknown)
    for (const role of unknown) this.enrolled.add(role)
    const sentAt = performance.now()
    const taken = await session.take(wanted)
    if (this.renewAt <= sentAt) this.renewAt = sentAt + this.leaseMs / 3
    for (const { role, epoch } of taken) {
      const post = this.posts.get(role)
      if (post?.wantsToLead && session === this.session) post.enter(epoch, sentAt + this.leaseMs)
      else await session.release({ role, epoch })
    }
  }

  private nextLookMs(): number {
    const posts = [...this.posts.values()]
    const renewMs = posts.some(({ epoch }) => epoch !== null) ? this.renewAt - performance.now() : this.leaseMs / 3
    if (!posts.some(({ epoch }) => epoch === null)) return Math.max(1, renewMs)
    this.lookMs = Math.min(this.lookMs * 2, LATER_LOOK_MS)
    return Math.max(1, Math.min(this.lookMs, renewMs))
  }

  private openSession(): Promise<Session> {
    const { url, schema, open = LeaseSession.open } = this.options
    return open({
      url,
      schema,
      holder: `${hostname()} ${process.pid} ${randomUUID()}`,
      leaseMs: this.leaseMs,
      onSignal: (signal) => this.hear(signal),
      onLost: () => {
        this.dropSession()
        this.loop.wake()
      },
    })
  }

  private hear(signal: Signal): void {
    if (signal === 'appended') for (const listener of this.listeners) listener()
    else if ([...this.posts.values()].some(({ standsBy }) => standsBy)) this.loop.wake()
  }

  /** Without the connection nothing is held: others see that it is gone. */
  private dropSession(): void {
    const { session } = this
    this.session = null
    for (const post of this.posts.values()) void post.lose()
    session?.close().catch((fault: unknown) => this.options.onFault(fault))
  }
}
