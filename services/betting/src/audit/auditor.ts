/** The auditor: looks at all books, alarms when they differ, and lets no market pay out whose books do. */
import type { Reconciliation } from '@agent-arena/contracts'
import type { Logger, Metrics, Parts } from '@agent-arena/service-kit'
import type { Pool } from 'pg'
import { marketDifferences, reconcile } from './reconcile.ts'

const GAUGE_HELP = 'Differences between the books of betting and its log at the last audit: 0 when they are right.'

/** Why a payout does not happen: it is parked with this, until an operator has seen to it and asks for another try. */
export class BooksDiffer extends Error {
  override readonly name = 'BooksDiffer'
}

export interface AuditorOptions {
  readonly db: Pool
  readonly logger: Logger
  readonly metrics: Metrics
  readonly viewsCurrent: Parts['viewsCurrent']
}

export class Auditor {
  /** The look that is under way, and the next one, which all share who ask meanwhile: each reads the whole log. */
  private looking: Promise<unknown> = Promise.resolve()
  private next: Promise<Reconciliation> | null = null
  private readonly gauge: ReturnType<Metrics['gauge']>
  private readonly options: AuditorOptions

  constructor(options: AuditorOptions) {
    this.options = options
    this.gauge = options.metrics.gauge('arena_audit_differences', GAUGE_HELP)
  }

  /** Compares everything with the log now; what differs is told in the log of the service and to Prometheus. Repairs nothing. */
  reconcile(): Promise<Reconciliation> {
    this.next ??= this.looking.then(() => {
      this.next = null
      const look = this.look()
      this.looking = look.catch(() => undefined)
      return look
    })
    return this.next
  }

  private async look(): Promise<Reconciliation> {
    await this.options.viewsCurrent()
    const found = await reconcile(this.options.db)
    this.gauge.set(found.differences.length)
    for (const difference of found.differences)
      this.options.logger.error({ difference }, 'the books differ from the log; see `arena audit`')
    return found
  }

  /** Throws `BooksDiffer` when pools or bets of the market are not what the log says. */
  async requireSound(marketId: string): Promise<void> {
    const differences = await this.differencesOf(marketId)
    if (differences !== '') throw new BooksDiffer(`The market ${marketId} pays nothing while its books differ. ${differences}`)
  }

  /** The same once the settlement at that position is paid: what was paid is what its record says, or it throws `BooksDiffer`. */
  async requirePaid(marketId: string, settledAt: number): Promise<void> {
    const differences = await this.differencesOf(marketId, settledAt)
    if (differences !== '') throw new BooksDiffer(`The market ${marketId} has paid, and its books differ. ${differences}`)
  }

  private async differencesOf(marketId: string, paidUpTo?: number): Promise<string> {
    await this.options.viewsCurrent()
    const [first, ...more] = await marketDifferences(this.options.db, marketId, paidUpTo)
    if (!first) return ''
    return more.length > 0 ? `${first.text} And ${more.length} more.` : first.text
  }
}
