/** `arena rebuild` works beside a running arena, and says what it cannot do. */
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProcess } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { joinAs } from './testing/guests.ts'
import { openDoor } from './testing/sandboxes.ts'
import { startArena } from './testing/start-arena.ts'

const command = join(import.meta.dirname, '../bin/arena.mjs')

const rebuild = async (...args: readonly string[]) => {
  await using run = startProcess({ command: process.execPath, args: [command, 'rebuild', ...args] })
  const { code } = await run.ended
  return { code, output: run.output }
}

test('a view is rebuilt while the arena runs, and shows the same', async () => {
  await using arena = await startArena()
  const guest = await joinAs(arena, 'Ada')
  const door = await openDoor(arena)
  await guest.bet(door.marketId, 'success', 10, 'key')
  const shown = () => Promise.all([arena.as().listBets({ marketId: door.marketId }), arena.operator.auditLedger({})])
  const before = await shown()
  for (const view of ['betting.bets', 'betting.balances']) {
    const { code, output } = await rebuild(view, '--data-dir', arena.dataDir)
    expect(output).toContain(`${view} is rebuilt and shows`)
    expect(code).toBe(0)
  }
  expect(await shown()).toEqual(before)
  await guest.bet(door.marketId, 'failure', 5, 'another-key')
  expect((await arena.as().listBets({ marketId: door.marketId })).items).toHaveLength(2)
})

test('without a name it lists the views, and refuses an unknown one in a sentence', async () => {
  expect((await rebuild()).output).toContain('betting.markets')
  for (const unknown of ['betting.nothing', 'betting.markets.more']) {
    const { code, output } = await rebuild(unknown)
    expect(output).toContain(`There is no view ${unknown}; there are betting.markets`)
    expect(code).toBe(1)
  }
})

test('a folder without an arena is told as one, and nothing is made in it', async () => {
  const folder = join(tmpdir(), `arena-nowhere-${process.pid}`)
  const { code, output } = await rebuild('betting.markets', '--data-dir', folder)
  expect(output).toContain(`There is no arena in ${folder}`)
  expect(code).toBe(1)
  expect(existsSync(folder)).toBe(false)
})
