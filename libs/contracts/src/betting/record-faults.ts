/**
 * Judges the public record of a market by the published rules: the order of its events, who may bet on what and when, the weight of each
 * bet, which bets came too late, the pools, the winners and the fee. What no record can prove is when something really happened.
 */
import type { MarketFact } from './market-events.ts'
import {
  betFaults,
  closingFaults,
  lockFaults,
  progressFaults,
  reversalFaults,
  settlementFaults,
  startFaults,
  type Told,
} from './record-rules.ts'

/** An event of a record, with its place in the market's stream where that is known. */
export type RecordedFact = MarketFact & { readonly version?: number }

type Status = 'unopened' | 'open' | 'locked' | 'settled' | 'taken back' | 'voided'

const OPEN = ['MarketStarted', 'MarketProgressed', 'OutcomeClosed', 'BetPlaced', 'MarketLocked'] as const

/** What may come next. */
const allowed: Readonly<Record<Status, readonly MarketFact['type'][]>> = {
  unopened: ['MarketOpened'],
  open: OPEN,
  locked: ['MarketSettled', 'MarketVoided'],
  settled: ['MarketReversed'],
  'taken back': ['MarketSettled', 'MarketVoided'],
  voided: [],
}

const becomes: Partial<Record<MarketFact['type'], Status>> = {
  MarketOpened: 'open',
  MarketLocked: 'locked',
  MarketSettled: 'settled',
  MarketReversed: 'taken back',
  MarketVoided: 'voided',
}

const faultsOf = (told: Told, { type, data }: MarketFact): readonly string[] => {
  switch (type) {
    case 'MarketStarted':
      return startFaults(told, data)
    case 'MarketProgressed':
      return progressFaults(told, data.progress)
    case 'OutcomeClosed':
      return closingFaults(told, data.outcome)
    case 'BetPlaced':
      return betFaults(told, data)
    case 'MarketLocked':
      return lockFaults(told, data)
    case 'MarketSettled':
      return settlementFaults(told, data)
    case 'MarketReversed':
      return reversalFaults(told, data.winners, data.round)
    case 'MarketOpened':
    case 'MarketVoided':
      return []
  }
}

const leaveOut = ({ excluded }: Told, betIds: readonly string[]) => {
  for (const betId of betIds) excluded.add(betId)
}

const note = (told: Told, { type, data }: MarketFact): void => {
  switch (type) {
    case 'MarketOpened':
      told.opened = data
      return
    case 'MarketStarted':
      told.clock = { ...told.clock, startedAt: data.startedAt, lockAt: data.lockAt }
      return
    case 'MarketProgressed':
      told.clock = { ...told.clock, progress: data.progress }
      return
    case 'OutcomeClosed':
      told.closed.add(data.outcome)
      return
    case 'BetPlaced':
      told.bets.set(data.betId, data)
      return
    case 'MarketLocked':
      return leaveOut(told, data.excluded)
    case 'MarketSettled':
      told.winners = data.winners
      return leaveOut(told, data.excluded)
    case 'MarketReversed':
      told.reversals++
      return
    case 'MarketVoided':
      return
  }
}

/** Sentences; none when the record keeps the rules. `facts` is the whole stream of one market, in order. */
export const recordFaults = (facts: Iterable<RecordedFact>): readonly string[] => {
  const clock = { startedAt: null, lockAt: null, progress: 0 }
  const told: Told = { opened: null, clock, closed: new Set(), bets: new Map(), excluded: new Set(), winners: [], reversals: 0 }
  const faults: string[] = []
  let [status, place]: [Status, number] = ['unopened', 0]
  for (const fact of facts) {
    place++
    if (fact.version !== undefined && fact.version !== place) faults.push(`Event ${fact.version} stands at place ${place}.`)
    if (!allowed[status].includes(fact.type)) faults.push(`Event ${place}: ${fact.type} of a market that is ${status}.`)
    faults.push(...faultsOf(told, fact))
    note(told, fact)
    status = becomes[fact.type] ?? status
  }
  return faults
}
