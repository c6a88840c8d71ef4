/** How a test begins: a run or a match that the house was told of, and its open market. */
import type { BettingHouse } from './betting-house.ts'
import { newMatch, newRun, requested, scheduled, started, type Run } from './runs.ts'

/** A run that is asked for and has not begun. */
export const openRun = async (house: BettingHouse) => {
  const run = newRun()
  await house.tell(requested(run))
  return { run, marketId: run.markets.success }
}

export const runningRun = async (house: BettingHouse): Promise<Run> => {
  const run = newRun()
  await house.tell(requested(run), started(run))
  return run
}

/** A match that has not begun; `third` is there in a match of three. */
export const openMatch = async (house: BettingHouse, contestants: 2 | 3 = 2) => {
  const match = newMatch(contestants)
  await house.tell(scheduled(match), ...match.runs.map((run) => requested(run)))
  const [first, second, third] = match.runs as [Run, Run, Run]
  return { match, marketId: match.marketId, first, second, third }
}
