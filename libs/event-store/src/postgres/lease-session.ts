/** The one connection on which a process holds its leases: while it stands, they are held; when it breaks, they are free. */
import { Client } from 'pg'
import { enrolRoles, listen, releaseLease, renewLeases, signal, takeLeases } from './leases.sql.ts'

/** What is said to the other processes of a service. */
export type Signal = 'appended' | 'released'

export interface SessionOptions {
  readonly url: string
  /** Of the service. */
  readonly schema: string
  readonly holder: string
  readonly leaseMs: number
  readonly onSignal: (signal: Signal) => void
  /** Told once, when it ends for any reason but `close`. */
  readonly onLost: () => void
}

export interface Lease {
  readonly role: string
  readonly epoch: number
}

export class LeaseSession {
  private readonly client: Client
  private readonly options: SessionOptions
  private over = false

  private constructor(client: Client, options: SessionOptions) {
    this.client = client
    this.options = options
    client.on('error', () => this.lose())
    client.on('end', () => this.lose())
    client.on('notification', ({ payload }) => options.onSignal(payload as Signal))
  }

  /** Nothing of it takes longer than a third of a lease: what hangs is a fault, told while the lease still has time. */
  static async open(options: SessionOptions): Promise<LeaseSession> {
    const patienceMs = Math.ceil(options.leaseMs / 3)
    const client = new Client({
      connectionString: options.url,
      options: `-c search_path=${options.schema}`,
      application_name: `leases of ${options.schema}`,
      connectionTimeoutMillis: patienceMs,
      query_timeout: patienceMs,
    })
    const session = new LeaseSession(client, options)
    try {
      await client.connect()
      const { rows } = await client.query<{ statement: string }>(listen)
      await client.query(rows[0]?.statement ?? '')
      return session
    } catch (error) {
      await session.close()
      throw error
    }
  }

  async enrol(roles: readonly string[]): Promise<void> {
    await this.client.query(enrolRoles, [roles])
  }

  async take(roles: readonly string[]): Promise<readonly Lease[]> {
    const { holder, leaseMs } = this.options
    const { rows } = await this.client.query<{ role: string; epoch: string }>(takeLeases, [roles, holder, leaseMs])
    return rows.map(({ role, epoch }) => ({ role, epoch: Number(epoch) }))
  }

  /** Answers the roles that are still held. */
  async renew(leases: readonly Lease[]): Promise<ReadonlySet<string>> {
    const [roles, epochs] = [leases.map(({ role }) => role), leases.map(({ epoch }) => epoch)]
    const { rows } = await this.client.query<{ role: string }>(renewLeases, [roles, epochs, this.options.leaseMs])
    return new Set(rows.map(({ role }) => role))
  }

  async release({ role, epoch }: Lease): Promise<void> {
    await this.client.query(releaseLease, [role, epoch])
    await this.signal('released')
  }

  async signal(what: Signal): Promise<void> {
    await this.client.query(signal, [what])
  }

  async close(): Promise<void> {
    this.over = true
    await this.client.end()
  }

  private lose(): void {
    if (this.over) return
    this.over = true
    this.options.onLost()
  }
}
