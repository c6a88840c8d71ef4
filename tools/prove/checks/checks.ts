/** Every invariant after a fault run, each with its own verdict, so that one broken one hides no other. */
import { bettingViews } from '@agent-arena/betting'
import { insightsViews } from '@agent-arena/insights'
import { schemas, type Rig } from '../rig/rig.ts'
import { checkAnswers, checkBets } from './bets.ts'
import { checkFeed } from './feed.ts'
import { untilNoLag } from './lag.ts'
import { checkLog } from './log.ts'
import { checkMoney } from './money.ts'
import { checkLocks, checkOrder } from './order.ts'
import { checkStream } from './stream.ts'
import { checkViews } from './views.ts'
import { none, Violation } from './violation.ts'

const HEAL_MS = 30_000
const ASKED_AGAIN = 1000

/** What was counted, by name; and the sentences of what is broken. */
export interface Verdict {
  readonly figures: Readonly<Record<string, number | string>>
  readonly violations: readonly string[]
}

/** A sentence for what is broken; only a fault of the proof itself shows its stack. */
export const wordsOf = (error: unknown): string => {
  if (error instanceof Violation) return error.message
  return Error.isError(error) ? (error.stack ?? error.message) : String(error)
}

type Figures = Record<string, number | string>

/** The checks in order; each answers what it counted. Lags come first: the others need a house that stands still. */
const checksOf = (rig: Rig, since: number): readonly (() => Promise<Figures>)[] => {
  const { pools, connection, load, random } = rig
  const streams = schemas.map((schema) => async () => ({
    [`${schema} events on the bus`]: await checkStream(connection, pools[schema], schema),
  }))
  return [
    async () => ({ 'seconds until no lag': await untilNoLag(rig, HEAL_MS, { since }) }),
    ...schemas.map((schema) => async () => ({ [`${schema} events`]: await checkLog(pools[schema], schema) })),
    async () => ({ 'stored bets': await checkBets(pools.betting, load) }),
    async () => ({
      'asked again': await checkAnswers(pools.betting, load, random.shuffled(load.acknowledged).slice(0, ASKED_AGAIN)),
    }),
    async () => (checkOrder(load), await checkLocks(pools.betting), {}),
    ...streams,
    async () => ({ ...(await checkViews(pools.betting, bettingViews)), ...(await checkViews(pools.insights, insightsViews)) }),
    async () => (await checkFeed(pools.insights), {}),
    async () => (await checkMoney(pools.betting), {}),
    async () => (none('Contract of the bus', 'requests that failed otherwise than by a refusal', load.strange.map(String)), {}),
  ]
}

/** @param since when the last fault was over, by the steady clock */
export const check = async (rig: Rig, since: number): Promise<Verdict> => {
  const figures: Figures = {}
  const violations: string[] = []
  for (const one of checksOf(rig, since)) {
    try {
      Object.assign(figures, await one())
    } catch (error) {
      violations.push(wordsOf(error))
    }
  }
  return { figures, violations }
}
