/** One betting house for all tests of a file, on a database of its own, with right books and no fault after each of them. */
import type { AccountKind } from '@agent-arena/contracts'
import { testDatabase, type TestDatabase } from '@agent-arena/testing'
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import type { BettingConfig } from '../betting.config.ts'
import { bettingHouse, type BettingHouse } from './betting-house.ts'

/** Nothing is made or lost, and nobody owes but the kinds that may: grants come from nowhere. */
const expectRightBooks = async (house: BettingHouse, mayOwe: readonly AccountKind[]) => {
  const { total, accounts } = await house.audit()
  expect(total).toBe(0)
  expect(accounts.filter(({ kind, balance }) => !mayOwe.includes(kind) && balance < 0)).toEqual([])
}

/** Call it where hooks are declared; the house is open from the first test on. */
export const houseOfFile = (given: Partial<BettingConfig> = {}, mayOwe: readonly AccountKind[] = ['grant']): BettingHouse => {
  const house = bettingHouse(given)
  let database: TestDatabase

  beforeAll(async () => {
    database = await testDatabase()
    await house.open(database.url)
  })

  afterEach(async () => {
    await expectRightBooks(house, mayOwe)
    expect(house.faults).toEqual([])
  })

  afterAll(async () => {
    await house.close()
    await database.drop()
  })

  return house
}
