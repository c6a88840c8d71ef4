/** The leases of all processes, as rows of a database would hold them: a holder, an epoch, an expiry by one clock. */
import type { Lease, Session, SessionOptions, Signal } from '@agent-arena/event-store'
import type { Scheduler } from '../engine/scheduler.ts'
import { remote, type Wire } from '../engine/wire.ts'

interface Row {
  holder: Connection | null
  epoch: number
  until: number
}

export class LeaseTable {
  private readonly rows = new Map<string, Row>()
  private readonly connections = new Set<Connection>()
  private readonly scheduler: Scheduler

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler
  }

  async open(options: SessionOptions, wire: Wire): Promise<Session> {
    const connection = new Connection(this, options, wire)
    await wire.call('leases.open', () => void this.connections.add(connection))
    return remote<Session>(wire, 'leases', connection)
  }

  enrol(roles: readonly string[]): void {
    for (const role of roles) if (!this.rows.has(role)) this.rows.set(role, { holder: null, epoch: 0, until: 0 })
  }

  /** Free is what has expired, and what is held by a connection that is no more. */
  take(connection: Connection, roles: readonly string[]): readonly Lease[] {
    return roles.flatMap((role) => {
      const row = this.rows.get(role)
      const isHeld = row?.holder && this.connections.has(row.holder) && row.until >= this.scheduler.now
      if (!row || isHeld) return []
      Object.assign(row, { holder: connection, epoch: row.epoch + 1, until: this.scheduler.now + connection.leaseMs })
      return [{ role, epoch: row.epoch }]
    })
  }

  renew(leases: readonly Lease[], leaseMs: number): ReadonlySet<string> {
    const mine = leases.filter(({ role, epoch }) => this.rows.get(role)?.epoch === epoch)
    for (const { role } of mine) Object.assign(this.rows.get(role) ?? {}, { until: this.scheduler.now + leaseMs })
    return new Set(mine.map(({ role }) => role))
  }

  release({ role, epoch }: Lease): void {
    const row = this.rows.get(role)
    if (row?.epoch === epoch) row.until = -1
  }

  signal(what: Signal): void {
    for (const connection of this.connections) connection.hear(what)
  }

  has(connection: Connection): boolean {
    return this.connections.has(connection)
  }

  close(connection: Connection): void {
    this.connections.delete(connection)
  }

  /** The database loses the connections of a process; the process hears of it later, if ever. */
  breakOff(host: string): void {
    for (const connection of this.connections) if (connection.host === host) connection.lose()
  }
}

/** The connection of one process to the table. */
class Connection implements Session {
  readonly leaseMs: number
  readonly host: string
  private readonly table: LeaseTable
  private readonly wire: Wire
  private readonly options: SessionOptions

  constructor(table: LeaseTable, options: SessionOptions, wire: Wire) {
    this.table = table
    this.wire = wire
    this.options = options
    this.leaseMs = options.leaseMs
    this.host = wire.host
  }

  hear(what: Signal): void {
    void this.wire.hear(what, () => this.options.onSignal(what))
  }

  lose(): void {
    this.table.close(this)
    void this.wire.hear('the end of its leases', () => this.options.onLost())
  }

  async enrol(roles: readonly string[]): Promise<void> {
    this.standing().enrol(roles)
  }

  async take(roles: readonly string[]): Promise<readonly Lease[]> {
    return this.standing().take(this, roles)
  }

  async renew(leases: readonly Lease[]): Promise<ReadonlySet<string>> {
    return this.standing().renew(leases, this.leaseMs)
  }

  async release(lease: Lease): Promise<void> {
    this.standing().release(lease)
    this.table.signal('released')
  }

  async signal(what: Signal): Promise<void> {
    this.standing().signal(what)
  }

  async close(): Promise<void> {
    this.table.close(this)
  }

  /** A client says so when its connection is gone. */
  private standing(): LeaseTable {
    if (!this.table.has(this)) throw new Error('Client has encountered a connection error and is not queryable')
    return this.table
  }
}
