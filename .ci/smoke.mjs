// The README's run command on a free port with an empty data folder: one whole match over HTTP, the pages, and nothing left behind.
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Arena, freePort } from './smoke/arena.mjs'
import { check, equal, expect, summary, until } from './smoke/checks.mjs'
import { beginMatch, endMatch, untilRunning } from './smoke/match.mjs'
import { visitPages } from './smoke/pages.mjs'

const root = join(import.meta.dirname, '..')
const out = join(import.meta.dirname, 'out')
const dataDir = join(tmpdir(), `agent-arena-smoke-${process.pid}`)
mkdirSync(out, { recursive: true })
rmSync(join(out, 'arena.log'), { force: true })

const place = {
  root,
  dataDir,
  port: await freePort(),
  operatorToken: `smoke_${randomBytes(18).toString('base64url')}`,
  logFile: join(out, 'arena.log'),
}

const secondsOf = (seconds) => (seconds === undefined ? '' : ` after ${seconds.toFixed(1)} s`)

const start = (words, limitSeconds) => {
  const arena = new Arena(place)
  const isReady = check(
    (seconds) => `${words}${secondsOf(seconds)} (aim: under ${limitSeconds} s)`,
    () => arena.ready(),
  )
  return isReady.then((seconds) => ({ arena, isUp: seconds !== undefined }))
}

const stop = async (arena) => {
  await check(
    (seconds) => `Ctrl-C ends it${secondsOf(seconds)}`,
    () => arena.stop(),
  )
  await check('no process is left', async () => {
    await until('the end of all its processes', 1_000, () => arena.leftovers().length === 0).catch(() => {})
    const left = arena.leftovers().map(({ pid, command }) => `${pid} ${command.slice(0, 150)}`)
    expect(left.length === 0, `there are\n${left.join('\n')}`)
  })
}

const playMatch = async (arena) => {
  const played = await beginMatch(arena)
  if (!played) return undefined
  await untilRunning(arena, played)
  const { id, title } = played.match
  const lobby = { path: '/', text: title, name: 'lobby' }
  const match = { path: `/matches/${id}`, text: 'Greedy', name: 'match' }
  const operations = { path: '/operations', text: 'For operators', name: 'operations' }
  await visitPages(arena, [lobby, match, operations], out)
  const settlement = await endMatch(arena, played)
  await visitPages(arena, [{ ...match, name: 'match-decided' }], out)
  return settlement && { ...played, settlement }
}

/** The same data under a new process: nothing was lost with the old one. */
const checkKept = (arena, { market, settlement, guests }) =>
  check('it goes on with the same data', async () => {
    equal(await arena.get(`/markets/${market.id}/settlement`), settlement, 'the settlement')
    await arena.get('/me/wallet', { token: guests[0].token })
  })

const first = await start('npm start on an empty data folder is ready', 15)
let latest = first.arena
try {
  const played = first.isUp ? await playMatch(first.arena) : undefined
  if (first.isUp) await stop(first.arena)
  if (played) {
    const second = await start('npm start is ready a second time', 6)
    latest = second.arena
    if (second.isUp) {
      await checkKept(second.arena, played)
      await stop(second.arena)
    }
  }
} finally {
  latest.killAll()
  first.arena.killAll()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 })
}
process.exitCode = summary() === 0 ? 0 : 1
