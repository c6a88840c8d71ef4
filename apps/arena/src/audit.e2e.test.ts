/** `arena audit` beside a running arena: right books, and a credit that was taken out of a pool. */
import { join } from 'node:path'
import { createDatabase, runningPostgres } from '@agent-arena/embedded-postgres'
import { startProcess } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { Client } from 'pg'
import { bettorsOn } from './testing/bettors.ts'
import { openDoor } from './testing/sandboxes.ts'
import { startArena, type ArenaUnderTest } from './testing/start-arena.ts'

const command = join(import.meta.dirname, '../bin/arena.mjs')

const audit = async (...args: readonly string[]) => {
  await using run = startProcess({ command: process.execPath, args: [command, 'audit', ...args] })
  const { code } = await run.ended
  return { code, output: run.output }
}

const inDatabase = async (arena: ArenaUnderTest, statement: string, values: readonly unknown[]) => {
  const running = runningPostgres(join(arena.dataDir, 'postgres'))
  if (running === null) throw new Error('The arena has no Postgres of its own.')
  const client = new Client({ connectionString: await createDatabase(running, 'arena') })
  await client.connect()
  await client.query(statement, [...values]).finally(() => client.end())
}

test('prints the books, ends with 1 when they differ, and changes nothing', async () => {
  await using arena = await startArena()
  const door = await openDoor(arena)
  await bettorsOn(arena, door)
  expect(await arena.operator.reconcileBooks({})).toMatchObject({ total: 0, accounts: 4, markets: 1, bets: 2, differences: [] })
  const right = await audit('--data-dir', arena.dataDir)
  expect(right.output).toContain('The books are right')
  expect(right.code).toBe(0)

  const pool = `pool:${door.marketId}`
  await inDatabase(arena, 'update betting.accounts set balance = balance - 3 where id = $1', [pool])
  const wrong = await audit('--data-dir', arena.dataDir)
  expect(wrong.output).toContain(`The pool of the market ${door.marketId} shows 47; its movements make 50.`)
  expect(wrong.code).toBe(1)
  const asJson = await audit('--data-dir', arena.dataDir, '--json')
  expect(JSON.parse(asJson.output)).toMatchObject({ total: -3, differences: [{ kind: 'total' }, { kind: 'balance', id: pool }] })
})
