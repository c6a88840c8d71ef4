/** Judges the public record of a market by the published rules: the weight of each bet, which bets came too late, and the pools. */
import type { BetPlaced, MarketFact, MarketLocked } from './market-events.ts'
import { weightAt, type WeightClock } from './multiplier.ts'

type Bet = BetPlaced['data']

interface Judged {
  clock: WeightClock
  outcomes: readonly string[]
  readonly bets: Bet[]
  readonly excluded: Set<string>
  readonly faults: string[]
}

const isLater = (time: string, than: string) => Date.parse(time) > Date.parse(than)

const judgeBet = ({ clock, bets, faults }: Judged, bet: Bet) => {
  const { betId, userName, weightBps, placedAt } = bet
  const weight = weightAt(clock, placedAt)
  if (weightBps !== weight)
    faults.push(`The bet ${betId} of ${userName}: weight ${weight} by the rules, ${weightBps} in the record.`)
  if (clock.startedAt !== null && clock.lockAt !== null && !isLater(clock.lockAt, placedAt))
    faults.push(`The bet ${betId} of ${userName}: placed at ${placedAt}, when time had locked the market.`)
  bets.push(bet)
}

/** The bets that are left out are those that came later than the evidence, and no others. */
const judgeExclusions = ({ bets, excluded, faults }: Judged, told: readonly string[], evidenceAt: string) => {
  const left = new Set(told)
  for (const { betId, userName, placedAt } of bets) {
    if (excluded.has(betId) || left.has(betId) === isLater(placedAt, evidenceAt)) continue
    const [rule, record] = left.has(betId) ? ['counts', 'left out'] : ['is too late', 'counted']
    faults.push(
      `The bet ${betId} of ${userName}: placed at ${placedAt}, so it ${rule} (evidence of ${evidenceAt}), but it is ${record}.`,
    )
  }
}

const judgePools = ({ bets, excluded, outcomes, faults }: Judged, pools: MarketLocked['data']['pools']) => {
  const counted = bets.filter(({ betId }) => !excluded.has(betId))
  for (const id of outcomes) {
    const side = counted.filter(({ outcome }) => outcome === id)
    const stake = side.reduce((sum, bet) => sum + bet.stake, 0)
    const shares = String(side.reduce((sum, bet) => sum + BigInt(bet.stake) * BigInt(bet.weightBps), 0n))
    const told = pools.find(({ outcome }) => outcome === id)
    if (told?.stake !== stake || told.shares !== shares)
      faults.push(`Pool on ${id}: ${stake} by the bets, ${told?.stake ?? 'nothing'} in the record.`)
  }
}

const judge = (judged: Judged, { type, data }: MarketFact): void => {
  switch (type) {
    case 'MarketOpened':
      judged.outcomes = data.outcomes.map(({ id }) => id)
      return
    case 'MarketStarted':
      judged.clock = { ...judged.clock, startedAt: data.startedAt, lockAt: data.lockAt }
      return
    case 'MarketProgressed':
      judged.clock = { ...judged.clock, progress: data.progress }
      return
    case 'BetPlaced':
      return judgeBet(judged, data)
    case 'MarketLocked':
    case 'MarketSettled':
      if (data.evidenceAt !== undefined) judgeExclusions(judged, data.excluded, data.evidenceAt)
      for (const betId of data.excluded) judged.excluded.add(betId)
      return judgePools(judged, data.pools)
    default:
      return
  }
}

/** Sentences; none when the record keeps the rules. `facts` is the whole stream of one market, in order. */
export const recordFaults = (facts: Iterable<MarketFact>): readonly string[] => {
  const clock = { startedAt: null, lockAt: null, progress: 0 }
  const judged: Judged = { clock, outcomes: [], bets: [], excluded: new Set(), faults: [] }
  for (const fact of facts) judge(judged, fact)
  return judged.faults
}
