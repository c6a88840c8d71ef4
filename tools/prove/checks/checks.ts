/** Every invariant after a fault run, each with its own verdict, so that one broken one hides no other. */
import { bettingViews } from '@agent-arena/betting'
import { insightsViews } from '@agent-arena/insights'
import { schemas, type Rig } from '../rig/rig.ts'
import { checkAnswers, checkBets } from './bets.ts'
import { checkFeed } from './feed.ts'
import { untilNoLag } from './lag.ts'
import { checkLog } from './log.ts'
import { checkMoney } from './money.ts'
import { checkOrder } from './order.ts'
import { checkStream } from './stream.ts'
import { joined, type Verdict } from './verdict.ts'
import { checkViews } from './views.ts'
import { Violation, wrong } from './violation.ts'

const HEAL_MS = 30_000
const ASKED_AGAIN = 1000

/** A sentence for what is broken; only a fault of the proof itself shows its stack. */
export const wordsOf = (error: unknown): string => {
  if (error instanceof Violation) return error.message
  return Error.isError(error) ? (error.stack ?? error.message) : String(error)
}

const counted = (figures: Verdict['figures']): Verdict => ({ figures, violations: [] })

/** The checks in order; each answers what it counted. Lags come first: the others need a house that stands still. */
const checksOf = (rig: Rig, since: number): readonly (() => Promise<Verdict>)[] => {
  const { pools, connection, load, random } = rig
  return [
    async () => counted({ 'seconds until no lag': await untilNoLag(rig, HEAL_MS, { since }) }),
    ...schemas.map((schema) => () => checkLog(pools[schema], schema)),
    () => checkBets(pools.betting, load),
    () => checkAnswers(pools.betting, load, random.shuffled(load.acknowledged).slice(0, ASKED_AGAIN)),
    () => checkOrder(pools.betting, load),
    ...schemas.map((schema) => () => checkStream(connection, pools[schema], schema)),
    () => checkViews(pools.betting, bettingViews),
    () => checkViews(pools.insights, insightsViews),
    () => checkFeed(pools.insights),
    () => checkMoney(pools.betting),
    async () => ({
      figures: {},
      violations: wrong('Contract of the bus', 'requests that failed otherwise than by a refusal', load.strange.map(String)),
    }),
  ]
}

/** @param since when the last fault was over, by the steady clock */
export const check = async (rig: Rig, since: number): Promise<Verdict> => {
  const verdicts: Verdict[] = []
  for (const one of checksOf(rig, since))
    verdicts.push(await one().catch((error: unknown) => ({ figures: {}, violations: [wordsOf(error)] })))
  return joined(verdicts)
}
