/** The published rules as sentences on what breaks them, each judged against what the public record told before. */
import { isPastLock, lockTimeOf } from './lock-time.ts'
import type { BetPlaced, MarketLocked, MarketOpened, MarketSettled, MarketStarted } from './market-events.ts'
import { NOBODY } from './market.ts'
import { LOCK_PROGRESS, weightAt, type WeightClock } from './multiplier.ts'
import { settle } from './settlement.ts'

type Bet = BetPlaced['data']

/** What the record has told so far. */
export interface Told {
  opened: MarketOpened['data'] | null
  clock: WeightClock
  /** Outcomes whose run is over. */
  readonly closed: Set<string>
  readonly bets: Map<string, Bet>
  readonly excluded: Set<string>
  winners: readonly string[]
  /** How many settlements were taken back. */
  reversals: number
}

type Faults = readonly string[]

const when = (isBroken: boolean, sentence: string): Faults => (isBroken ? [sentence] : [])

const isLater = (time: string, than: string) => Date.parse(time) > Date.parse(than)

const outcomeIds = ({ opened }: Told): readonly string[] => opened?.outcomes.map(({ id }) => id) ?? []

export const startFaults = ({ opened, clock }: Told, { startedAt, lockAt }: MarketStarted['data']): Faults => {
  const due = lockTimeOf(startedAt, opened?.timeLimitSeconds ?? 0)
  return [
    ...when(clock.startedAt !== null, 'The market started twice.'),
    ...when(due !== lockAt, `Lock time: ${due} by the time limit, ${lockAt} in the record.`),
  ]
}

export const progressFaults = ({ clock }: Told, progress: number): Faults =>
  when(progress <= clock.progress, `The progress fell from ${clock.progress} to ${progress}.`)

export const closingFaults = (told: Told, outcome: string): Faults =>
  when(!outcomeIds(told).includes(outcome) || told.closed.has(outcome), `The outcome ${outcome} was closed, and was not open.`)

/** Why nobody, or not this user, could bet so. */
const refusalsOf = (told: Told, { outcome, userId, placedAt, stake, betId }: Bet): readonly (readonly [boolean, string])[] => {
  const { progress } = told.clock
  return [
    [told.bets.has(betId), 'placed twice'],
    [!Number.isSafeInteger(stake) || stake < 1, `a stake of ${stake}`],
    [!outcomeIds(told).includes(outcome), `there is no outcome ${outcome}`],
    [told.closed.has(outcome), `placed when the run of ${outcome} was over`],
    [told.opened?.owners.includes(userId) ?? false, 'placed by one who asked for the run'],
    [isPastLock(told.clock, placedAt), `placed at ${placedAt}, when time had locked the market`],
    [progress >= LOCK_PROGRESS, `placed at a progress of ${progress}%, which had locked the market`],
  ]
}

export const betFaults = (told: Told, bet: Bet): Faults => {
  const { betId, userName, weightBps, placedAt } = bet
  const weight = weightAt(told.clock, placedAt)
  const broken = refusalsOf(told, bet).flatMap(([isBroken, why]) => when(isBroken, why))
  return [...broken, ...when(weight !== weightBps, `weight ${weight} by the rules, ${weightBps} in the record`)].map(
    (why) => `The bet ${betId} of ${userName}: ${why}.`,
  )
}

/** The bets that are left out are those that came later than the evidence, and no others. */
const exclusionFaults = ({ bets, excluded }: Told, left: ReadonlySet<string>, evidenceAt: string): Faults =>
  [...bets.values()].flatMap(({ betId, userName, placedAt }) => {
    if (excluded.has(betId) || left.has(betId) === isLater(placedAt, evidenceAt)) return []
    const [rule, record] = left.has(betId) ? ['counts', 'left out'] : ['is too late', 'counted']
    return [
      `The bet ${betId} of ${userName}: placed at ${placedAt}, so it ${rule} (evidence of ${evidenceAt}), but it is ${record}.`,
    ]
  })

const poolFaults = (told: Told, left: readonly string[], pools: MarketLocked['data']['pools']): Faults => {
  const excluded = new Set([...told.excluded, ...left])
  const counted = [...told.bets.values()].filter(({ betId }) => !excluded.has(betId))
  const strangers = pools.filter(({ outcome }) => !outcomeIds(told).includes(outcome))
  const faults = outcomeIds(told).flatMap((id) => {
    const side = counted.filter(({ outcome }) => outcome === id)
    const stake = side.reduce((sum, bet) => sum + bet.stake, 0)
    const shares = String(side.reduce((sum, bet) => sum + BigInt(bet.stake) * BigInt(bet.weightBps), 0n))
    const shown = pools.find(({ outcome }) => outcome === id)
    const isRight = shown?.stake === stake && shown.shares === shares
    return when(!isRight, `Pool on ${id}: ${stake} by the bets, ${shown?.stake ?? 'nothing'} in the record.`)
  })
  return [...faults, ...strangers.map(({ outcome }) => `Pool on ${outcome}: there is no such outcome.`)]
}

/** The first cause counts: evidence from the lock time on finds a market that time has locked. */
const causeFaults = (clock: WeightClock, { cause, evidenceAt }: MarketLocked['data']): Faults => {
  if (cause === 'voided') return []
  const { lockAt } = clock
  const byTime = isPastLock(clock, evidenceAt)
  return [
    ...when(byTime && cause !== 'time', `Time had locked the market at ${lockAt}, and ${cause} of ${evidenceAt} is told.`),
    ...when(cause === 'time' && (!byTime || evidenceAt !== lockAt), `Locked by time at ${evidenceAt}, and not at ${lockAt}.`),
  ]
}

export const lockFaults = (told: Told, lock: MarketLocked['data']): Faults => [
  ...causeFaults(told.clock, lock),
  ...exclusionFaults(told, new Set(lock.excluded), lock.evidenceAt),
  ...poolFaults(told, lock.excluded, lock.pools),
]

const winnerFaults = (told: Told, winners: readonly string[]): Faults => {
  const known = outcomeIds(told)
  const alone = told.opened?.kind === 'success' || winners.includes(NOBODY)
  const areRight =
    winners.length > 0 &&
    winners.every((winner) => known.includes(winner)) &&
    new Set(winners).size === winners.length &&
    !(alone && winners.length > 1)
  return when(!areRight, `The winners cannot be ${winners.join(', ') || 'nobody at all'}.`)
}

/** A verdict leaves out what came after its evidence; a correction is about who won, names none, and leaves out nothing more. */
const lateFaults = (told: Told, { evidenceAt, excluded }: MarketSettled['data']): Faults => {
  if (told.reversals === 0)
    return evidenceAt === undefined
      ? ['The settlement tells no time of its evidence.']
      : exclusionFaults(told, new Set(excluded), evidenceAt)
  return when(excluded.length > 0, 'A settlement without evidence of its own leaves bets out.')
}

export const settlementFaults = (told: Told, settled: MarketSettled['data']): Faults => {
  const { winners, pools, losingPool, fee } = settled
  const excluded = new Set([...told.excluded, ...settled.excluded])
  const input = { outcomes: outcomeIds(told), feeBps: told.opened?.feeBps ?? 0, bets: [...told.bets.values()], winners, excluded }
  const book = settle(input)
  return [
    ...winnerFaults(told, winners),
    ...lateFaults(told, settled),
    ...poolFaults(told, settled.excluded, pools),
    ...when(book.losingPool !== losingPool, `Losing pool: ${book.losingPool} by the bets, ${losingPool} in the record.`),
    ...when(book.fee !== fee, `Fee: ${book.fee} by the bets, ${fee} in the record.`),
  ]
}

export const reversalFaults = (told: Told, winners: readonly string[], round: number): Faults => [
  ...when(round !== told.reversals + 1, `The reversal ${round} comes after ${told.reversals}.`),
  ...when(winners.join() !== told.winners.join(), `Taken back is ${winners.join(', ')}, and ${told.winners.join(', ')} had won.`),
]
