/** A betting house for each test of the audit, which may be tampered with: two users, runs with a bet on each side, and what the audit finds. */
import { reconcileBooks, type BookDifference } from '@agent-arena/contracts'
import { openPool } from '@agent-arena/event-store'
import { eventually, testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterEach, beforeEach, expect } from '@jest/globals'
import type { Pool } from 'pg'
import type { User } from './audience.ts'
import { openBettingHouse, type BettingHouse } from './betting-house.ts'
import { ended, newRun, requested, started, type Run } from './runs.ts'

export const kindsOf = (differences: readonly BookDifference[]) => differences.map(({ kind }) => kind).toSorted()

/** Call it where hooks are declared; what it has is there from the first test on. */
export class AuditedHouse {
  house!: BettingHouse
  pool!: Pool
  ada!: User
  bo!: User
  private database!: TestDatabase

  constructor() {
    beforeEach(() => this.open())
    afterEach(() => this.close())
  }

  /** A run with 40 on success and 60 on failure, which all views show. */
  async openRun(): Promise<Run> {
    const run = newRun()
    await this.house.tell(requested(run), started(run))
    await this.house.bet(this.ada, run.markets.success, 'success', 40)
    await this.house.bet(this.bo, run.markets.success, 'failure', 60)
    expect(await this.found()).toEqual([])
    return run
  }

  /** The same, which has succeeded and paid: 97 to Ada, and nothing to Bo. */
  async openPaidRun(): Promise<Run> {
    const run = await this.openRun()
    await this.house.tell(ended(run, 'success'))
    await this.untilBetsAre(run.markets.success, 'won', 'lost')
    return run
  }

  async found(): Promise<readonly BookDifference[]> {
    return (await this.house.ask(reconcileBooks, {})).differences
  }

  async texts(): Promise<readonly string[]> {
    return (await this.found()).map(({ text }) => text)
  }

  async parked() {
    return (await this.pool.query<{ stream: string; reason: string }>('select stream, reason from dead_letters')).rows
  }

  untilParked(marketId: string): Promise<void> {
    const isParked = async () => expect((await this.parked()).map(({ stream }) => stream)).toEqual([`market-${marketId}`])
    return eventually(isParked, { timeoutMs: 20_000 })
  }

  /** Until the bets of a run stand so, in the order in which they were placed. */
  untilBetsAre(marketId: string, ...statuses: readonly string[]): Promise<void> {
    const areSo = async () => expect((await this.house.betsOf(marketId)).items.map(({ status }) => status)).toEqual(statuses)
    return eventually(areSo, { timeoutMs: 20_000 })
  }

  /** As nobody may: all events of a type are changed. */
  rewrite(type: string, more: Readonly<Record<string, unknown>>): Promise<void> {
    return this.rewriteWhere(`type = '${type}'`, more)
  }

  /** As nobody may: events of the log are changed, those that the condition of SQL picks. */
  async rewriteWhere(condition: string, more: Readonly<Record<string, unknown>>): Promise<void> {
    await this.pool.query(`alter table events disable trigger user;
      update events set data = (data::jsonb || '${JSON.stringify(more)}')::json where ${condition};
      alter table events enable trigger user`)
  }

  private async open() {
    this.database = await testDatabase()
    this.house = await openBettingHouse(this.database.url, { feeBps: 500, grantCredits: 1000 })
    this.pool = openPool(this.database.url, 'betting')
    ;[this.ada, this.bo] = await Promise.all([this.house.newUser('Ada'), this.house.newUser('Bo')])
  }

  private async close() {
    await this.pool.end()
    await this.house.close()
    await this.database.drop()
  }
}
