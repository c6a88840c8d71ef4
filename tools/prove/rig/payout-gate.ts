/** Kills the process that pays out, once in every batch, at a moment that the seed draws; and looks into the log what had become of the batch. */
import type { Pool } from 'pg'
import { PAYOUT_BATCH } from '../../../services/betting/src/payout/payer.ts'
import type { KeptService } from './kept-service.ts'
import { moments, PostgresProxy, statementOf, type Moment, type Strike } from './postgres-proxy.ts'
import type { Random } from '@agent-arena/testing'

/** What a payer does to the accounts of a market: pays them, or takes back what it had paid. */
export type Doing = 'paying' | 'taking back'

/** What is about to be done to the accounts of a market. */
export interface Plan {
  readonly marketId: string
  readonly doings: readonly Doing[]
  /** In the order in which they are paid. */
  readonly bettors: readonly string[]
  /** Where the log ends before it begins. */
  readonly since: number
}

export interface Hit {
  readonly doing: Doing
  /** The last one is the fee of the house. */
  readonly batch: number
  readonly moment: Moment
  readonly isDurable: boolean
}

export interface GateParts {
  readonly pool: Pool
  readonly writer: KeptService
  readonly random: Random
  readonly say: (sentence: string) => void
}

const isTakingBack = /SettlementUndone/
const isPaying = /BetLost|"reason":"(?:payout|refund|fee)"/

const doingOf = (text: string): Doing | undefined => {
  if (isTakingBack.test(text)) return 'taking back'
  return isPaying.test(text) ? 'paying' : undefined
}

const written = {
  paying: `(type = 'BetLost' or data ->> 'reason' in ('payout', 'refund', 'fee'))`,
  'taking back': `type = 'SettlementUndone'`,
} as const satisfies Readonly<Record<Doing, string>>

const HOUSE = 'house'

export const batchesIn = ({ bettors }: Plan): number => Math.ceil(bettors.length / PAYOUT_BATCH) + 1

export class PayoutGate {
  private proxy: PostgresProxy | undefined
  private plan: Plan | undefined
  private parts: GateParts | undefined
  /** Where each account stands. */
  private batches: ReadonlyMap<string, number> = new Map()
  private hits = new Map<string, Promise<Hit>>()
  private isStriking = false

  /** The address by which the writers are to reach the database. */
  async open(databaseUrl: string): Promise<string> {
    this.proxy = await PostgresProxy.open(databaseUrl, (message) => this.inspect(message))
    return this.proxy.url
  }

  /** From now on each batch is struck when it comes for the first time. */
  begin(plan: Plan, parts: GateParts): void {
    const places = plan.bettors.map((id, index) => [id, Math.floor(index / PAYOUT_BATCH)] as const)
    this.batches = new Map<string, number>([...places, [HOUSE, batchesIn(plan) - 1]])
    this.hits = new Map()
    this.parts = parts
    this.plan = plan
  }

  /** What was struck; nothing more will be. */
  async end(): Promise<readonly Hit[]> {
    this.plan = undefined
    return Promise.all(this.hits.values())
  }

  stop(): void {
    this.proxy?.stop()
  }

  private inspect(message: Buffer): Strike | undefined {
    const { plan, parts } = this
    if (!plan || !parts || !statementOf(message)?.startsWith('append_')) return undefined
    const text = message.toString('latin1')
    const [doing, batch] = [doingOf(text), this.batchOf(text)]
    if (!text.includes(plan.marketId) || doing === undefined || batch === undefined) return undefined
    // What a process that is about to die still sends goes nowhere.
    if (this.isStriking) return { moment: 'held', now: () => undefined }
    if (!plan.doings.includes(doing) || this.hits.has(`${doing} ${batch}`)) return undefined
    return this.strike({ doing, batch, moment: parts.random.pick(moments) ?? 'held' }, plan, parts)
  }

  private strike(hit: Omit<Hit, 'isDurable'>, plan: Plan, parts: GateParts): Strike {
    const { promise, resolve, reject } = Promise.withResolvers<Hit>()
    promise.catch(() => undefined) // `end` tells of it.
    this.hits.set(`${hit.doing} ${hit.batch}`, promise)
    this.isStriking = true
    return { moment: hit.moment, now: () => void this.kill(hit, plan, parts).then(resolve, reject) }
  }

  private batchOf(text: string): number | undefined {
    const ids = [...text.matchAll(/account-(\w+)/g)].map(([, id = '']) => id)
    return ids.map((id) => this.batches.get(id)).find((batch) => batch !== undefined)
  }

  /** Nobody new gets through before the log was looked at. */
  private async kill(hit: Omit<Hit, 'isDurable'>, plan: Plan, { writer, pool, say }: GateParts): Promise<Hit> {
    const { proxy } = this
    if (!proxy) throw new Error('The gate is not open.')
    let isDurable = false
    await proxy.whileShut(async () => {
      await writer.kill()
      await proxy.untilEmpty()
      isDurable = await this.isWritten(hit, plan, pool)
      this.isStriking = false
    })
    if (hit.moment === 'held' && isDurable) throw new Error('What was held is in the log.')
    say(`killed while ${hit.doing}, batch ${hit.batch + 1}: ${hit.moment}, ${isDurable ? '' : 'not '}in the log`)
    return { ...hit, isDurable }
  }

  private async isWritten({ doing, batch }: Pick<Hit, 'doing' | 'batch'>, { marketId, since }: Plan, pool: Pool) {
    const streams = [...this.batches].filter(([, place]) => place === batch).map(([id]) => `account-${id}`)
    const { rows } = await pool.query(
      `select 1 from events where position > $1 and stream = any($2) and data ->> 'marketId' = $3 and ${written[doing]} limit 1`,
      [since, streams, marketId],
    )
    return rows.length > 0
  }
}
