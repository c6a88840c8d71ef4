/** Settling and paying beside a service that is down, as by a process that is killed between two batches or is overtaken. */
import { serviceContext } from '@agent-arena/contracts'
import { PostgresEventLog, type AppendOptions, type StreamAppend } from '@agent-arena/event-store'
import { expect } from '@jest/globals'
import type { Pool } from 'pg'
import { defaultBettingConfig } from '../betting.config.ts'
import { createMarketWriter, type MarketTask } from '../market/market.writer.ts'
import { createPayer } from '../payout/payer.ts'
import type { BettingHouse } from './betting-house.ts'

/** A log that stops after so many appends. */
class StoppingLog extends PostgresEventLog {
  private left: number
  constructor(pool: Pool, left: number) {
    super(pool)
    this.left = left
  }
  override append(appends: readonly StreamAppend[], options: AppendOptions) {
    return this.left-- > 0 ? super.append(appends, options) : Promise.reject(new Error('The process stopped.'))
  }
}

/** A log whose first append waits until something else was done. */
class OvertakenLog extends PostgresEventLog {
  private meanwhile: (() => Promise<unknown>) | null
  constructor(pool: Pool, meanwhile: () => Promise<unknown>) {
    super(pool)
    this.meanwhile = meanwhile
  }
  override async append(appends: readonly StreamAppend[], options: AppendOptions) {
    const { meanwhile } = this
    this.meanwhile = null
    await meanwhile?.()
    return super.append(appends, options)
  }
}

/** Settles the market as a success, and pays nobody. */
export const settleUnpaid = (house: BettingHouse, marketId: string) =>
  house.onPool(async (pool) => {
    const evidenceAt = new Date().toISOString()
    const settle: MarketTask = { type: 'SettleMarket', data: { marketId, winners: ['success'], evidenceAt } }
    await createMarketWriter(new PostgresEventLog(pool), defaultBettingConfig).step(settle, serviceContext('betting'))
  })

/** Pays so many batches, and stops before the next. */
export const payAndStop = (house: BettingHouse, marketId: string, batches: number) =>
  house.onPool(async (pool) => {
    const payer = createPayer(new StoppingLog(pool, batches))
    await expect(payer.payOut(marketId, serviceContext('betting'))).rejects.toThrow('The process stopped.')
  })

/** Begins to pay, and goes on only when what happens meanwhile is done. */
export const payOvertaken = (house: BettingHouse, marketId: string, meanwhile: () => Promise<unknown>) =>
  house.onPool((pool) => createPayer(new OvertakenLog(pool, meanwhile)).payOut(marketId, serviceContext('betting')))
