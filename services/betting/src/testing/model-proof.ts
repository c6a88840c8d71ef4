/**
 * A proof on a real log: random commands from two processes at once, with repeats and with stops in the middle. The log has no gap (I1), each
 * acknowledged bet stands in it once (I2), one key has one answer (I3), the views that follow it show what it says (I5), the books balance
 * at every position (I6), no bet stands after its lock (I7), and in the end everybody has what the record says.
 */
import type { BettingFact, CreditsTransferred, Stored } from '@agent-arena/contracts'
import { logMigrations, migrate, openPool, PostgresEventLog } from '@agent-arena/event-store'
import * as fc from 'fast-check'
import type { Pool } from 'pg'
import { accountKindOf } from '../account/ledger.ts'
import { anyPlay, type Action } from './any-play.ts'
import { requireBooksBalanced, requireKnownBalances, requirePaidByTheRecord } from './books.ts'
import { followViews } from './followed-views.ts'
import { Play } from './random-play.ts'
import { requireAcknowledged, requireGapless, type Extent } from './whole-log.ts'

type Event = Stored<BettingFact>

export interface ModelStage {
  readonly seed: number
  /** Where the address of a new database comes from. */
  readonly ground: { database(): Promise<string> }
  say(sentence: string): void
}

const requireSound = ({ cast, answers, bets }: Play, events: readonly Event[]): void => {
  requireAcknowledged(events, bets)
  const balances = requireBooksBalanced(events)
  requireKnownBalances(events, balances)
  for (const [account, credits] of balances)
    if (accountKindOf(account) === 'pool' && credits !== 0) throw new Error(`${account} still holds ${credits}`)
  for (const { id } of cast.markets) requirePaidByTheRecord(id, events)
  for (const [name, given] of answers) if (given.size !== 1) throw new Error(`${name} was answered in ${given.size} ways`)
  for (const { id } of cast.users) {
    const refills = events.filter(({ type, data }) => type === 'CreditsTransferred' && data.reason === 'refill' && data.to === id)
    if (refills.length > 1) throw new Error(`${id} was filled up ${refills.length} times in a day`)
  }
}

const counted: Partial<Record<BettingFact['type'], string>> = {
  BetPlaced: 'bets',
  OutcomeClosed: 'outcomes that closed alone',
  MarketLocked: 'locks',
  MarketSettled: 'settlements',
  MarketReversed: 'corrections',
  MarketVoided: 'voided markets',
  CreditsGiven: 'gifts to agents',
  CreditsReturned: 'gifts that went back',
}

const moved: Partial<Record<CreditsTransferred['data']['reason'], string>> = {
  payout: 'payouts',
  reversal: 'payouts and refunds that were taken back',
  shortfall: 'times the house bore what was spent',
  repayment: 'times it got that back',
}

/** What a play has in it, by name, as often as it has it. */
const kindsOf = ({ type, data }: Event): readonly string[] => [
  ...[counted[type], type === 'CreditsTransferred' ? moved[data.reason] : undefined].filter((name) => name !== undefined),
  ...(type === 'MarketSettled' && data.winners.length > 1 ? ['ties'] : []),
  ...(type === 'MarketSettled' || type === 'MarketLocked' ? data.excluded.map(() => 'bets that were left out') : []),
]

interface Ground {
  readonly pools: readonly [Pool, Pool]
  readonly log: PostgresEventLog
  readonly extent: Extent
}

/** Where one fails the others have ended too, so that the next play is alone with the log. */
const allOf = async (acts: readonly Promise<void>[]) => {
  for (const act of await Promise.allSettled(acts)) if (act.status === 'rejected') throw act.reason
}

const playOn = async (ground: Ground, moments: readonly (readonly Action[])[], figures: Record<string, number>) => {
  const { pools, log, extent } = ground
  const count = (name: string, more = 1) => void (figures[name] = (figures[name] ?? 0) + more)
  const from = await log.head()
  const play = new Play(pools)
  await play.begin()
  for (const moment of moments) await allOf(moment.map((action) => play.act(action)))
  await play.end()
  const unread = (await log.readAll(extent.position, 100_000)) as readonly Event[]
  requireGapless(unread, extent)
  const events = unread.filter(({ position }) => position > from)
  requireSound(play, events)
  count('plays')
  count('commands', moments.flat().length)
  count('repeats that were answered as before', play.repeated)
  count('refused commands', play.refused)
  count('stops in the middle of a command', play.stopped)
  for (const event of events) for (const kind of kindsOf(event)) count(kind)
}

const openGround = async (url: string): Promise<Ground> => {
  const [pool, other] = [openPool(url, 'betting', { max: 4 }), openPool(url, 'betting', { max: 4 })]
  await migrate(pool, 'betting', [logMigrations])
  const log = new PostgresEventLog(pool)
  return { pools: [pool, other], log, extent: { position: await log.head(), versions: new Map() } }
}

/** So many plays have one seed and one log; that of the next ones is the next number. */
const CHUNK = 100

type Figures = Record<string, number>

/** Answers what was violated, after the plays of one seed on a log of their own. */
const playChunk = async (url: string, { seed, plays }: { readonly seed: number; readonly plays: number }, figures: Figures) => {
  const ground = await openGround(url)
  const views = await followViews(ground.log, ground.pools[0])
  const property = fc.asyncProperty(anyPlay, (moments) => playOn(ground, moments, figures))
  const found = await fc.check(property, { seed, numRuns: plays })
  const violations = found.failed
    ? [(await fc.asyncDefaultReportMessage(found)) ?? 'A play failed.']
    : (await views.differences()).map((difference) => `After the plays of seed ${seed}: ${difference}`)
  await views.stop()
  await Promise.all(ground.pools.map((pool) => pool.end()))
  return violations
}

export const modelProof = {
  name: 'betting-model',
  title: 'random commands on a real log, repeated and broken off, keep every invariant',
  question: 'Does any play whatever make or lose a credit?',
  full: { plays: 3_000 },
  small: { plays: 30 },
  run: async ({ plays }: { readonly plays: number }, { ground, seed, say }: ModelStage) => {
    const figures: Figures = {}
    const violations: string[] = []
    for (let done = 0; done < plays && violations.length === 0; done += CHUNK) {
      const chunk = { seed: seed + done / CHUNK, plays: Math.min(CHUNK, plays - done) }
      violations.push(...(await playChunk(await ground.database(), chunk, figures)))
      say(`${Math.min(done + CHUNK, plays)} of ${plays} plays`)
    }
    return { figures, violations }
  },
}
