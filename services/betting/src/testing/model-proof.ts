/**
 * A proof on a real log: random commands from two processes at once, with repeats and with stops in the middle. The books balance at every
 * position (I6), no bet stands after its lock (I7), one key has one answer (I3), and in the end everybody has what the record says.
 */
import type { BettingFact, Stored } from '@agent-arena/contracts'
import { logMigrations, migrate, openPool, PostgresEventLog } from '@agent-arena/event-store'
import * as fc from 'fast-check'
import type { Pool } from 'pg'
import { accountKindOf } from '../account/ledger.ts'
import { requireBooksBalanced, requireKnownBalances, requirePaidByTheRecord } from './books.ts'
import { anyPlay, Play, type Action } from './random-play.ts'

type Event = Stored<BettingFact>

export interface ModelStage {
  readonly seed: number
  /** Where the address of a new database comes from. */
  readonly ground: { database(): Promise<string> }
  say(sentence: string): void
}

const requireSound = ({ cast, answers }: Play, events: readonly Event[]): void => {
  const balances = requireBooksBalanced(events)
  requireKnownBalances(events, balances)
  for (const [account, credits] of balances)
    if (accountKindOf(account) === 'pool' && credits !== 0) throw new Error(`${account} still holds ${credits}`)
  for (const marketId of cast.markets) requirePaidByTheRecord(marketId, events)
  for (const [name, given] of answers) if (given.size !== 1) throw new Error(`${name} was answered in ${given.size} ways`)
  for (const { id } of cast.users) {
    const refills = events.filter(({ type, data }) => type === 'CreditsTransferred' && data.reason === 'refill' && data.to === id)
    if (refills.length > 1) throw new Error(`${id} was filled up ${refills.length} times in a day`)
  }
}

const counted: Partial<Record<BettingFact['type'], string>> = {
  BetPlaced: 'bets',
  MarketLocked: 'locks',
  MarketSettled: 'settlements',
  MarketReversed: 'corrections',
  MarketVoided: 'voided markets',
  CreditsGiven: 'gifts to agents',
  CreditsReturned: 'gifts that went back',
}

interface Ground {
  readonly pools: readonly Pool[]
  readonly log: PostgresEventLog
}

const playOn = async ({ pools, log }: Ground, moments: readonly (readonly Action[])[], figures: Record<string, number>) => {
  const count = (name: string, more = 1) => void (figures[name] = (figures[name] ?? 0) + more)
  const from = await log.head()
  const play = new Play(pools)
  await play.begin()
  for (const moment of moments) await Promise.all(moment.map((action) => play.act(action)))
  await play.end()
  const events = (await log.readAll(from, 100_000)) as readonly Event[]
  requireSound(play, events)
  count('plays')
  count('commands', moments.flat().length)
  count('refused commands', play.refused)
  count('stops in the middle of a command', play.stopped)
  for (const { type } of events) if (counted[type]) count(counted[type])
}

const openGround = async (url: string): Promise<Ground> => {
  const [pool, other] = [openPool(url, 'betting', { max: 4 }), openPool(url, 'betting', { max: 4 })]
  await migrate(pool, 'betting', [logMigrations])
  return { pools: [pool, other], log: new PostgresEventLog(pool) }
}

/** So many plays have one seed; that of the next ones is the next number. */
const CHUNK = 100

export const modelProof = {
  name: 'betting-model',
  title: 'random commands on a real log, repeated and broken off, keep every invariant',
  question: 'Does any play whatever make or lose a credit?',
  full: { plays: 3_000 },
  small: { plays: 30 },
  run: async ({ plays }: { readonly plays: number }, { ground, seed, say }: ModelStage) => {
    const figures: Record<string, number> = {}
    const stage = await openGround(await ground.database())
    const property = fc.asyncProperty(anyPlay, (moments) => playOn(stage, moments, figures))
    const violations: string[] = []
    for (let done = 0; done < plays && violations.length === 0; done += CHUNK) {
      const found = await fc.check(property, { seed: seed + done / CHUNK, numRuns: Math.min(CHUNK, plays - done) })
      if (found.failed) violations.push((await fc.asyncDefaultReportMessage(found)) ?? 'A play failed.')
      say(`${Math.min(done + CHUNK, plays)} of ${plays} plays`)
    }
    for (const pool of stage.pools) await pool.end()
    return { figures, violations }
  },
}
