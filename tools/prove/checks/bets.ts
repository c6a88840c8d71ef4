/** I2 and I3: what was acknowledged is stored exactly once, what was refused is not, and the same key has one effect and one answer. */
import { isDeepStrictEqual } from 'node:util'
import { times } from '@agent-arena/testing'
import type { Pool } from 'pg'
import type { Acknowledged, Load } from '../rig/load.ts'
import type { Verdict } from './verdict.ts'
import { wrong } from './violation.ts'

const placedBets = `
  select data ->> 'betId' as id, data ->> 'marketId' as "marketId", data ->> 'userId' as "userId", data ->> 'outcome' as outcome,
    (data ->> 'stake')::int as stake, version from events where type = 'BetPlaced'`

const paidBets = `
  select data ->> 'betId' as id from events where type = 'CreditsTransferred' and data ->> 'reason' = 'stake'`

const keysOf = `select key from idempotency where scope like 'user:% placeBet'`

interface PlacedBet {
  readonly id: string
  readonly marketId: string
  readonly userId: string
  readonly outcome: string
  readonly stake: number
  readonly version: number
}

const repeats = (ids: readonly string[]) => ids.filter((id, index) => ids.indexOf(id) !== index)

/** Repeats are sought only where a count says that there are any: the search is slow. */
const doubled = (ids: readonly string[]) => (new Set(ids).size === ids.length ? [] : repeats(ids))

const isStored = ({ bet }: Acknowledged, stored: PlacedBet | undefined): boolean => {
  const { id, marketId, userId, outcome, stake, version } = bet
  return isDeepStrictEqual({ ...stored }, { id, marketId, userId, outcome, stake, version })
}

/** I2, and the half of I3 that can be seen in the log. Counts the bets that are stored, lost and there twice. */
export const checkBets = async (
  pool: Pool,
  { acknowledged, refused }: Pick<Load, 'acknowledged' | 'refused'>,
): Promise<Verdict> => {
  const { rows } = await pool.query<PlacedBet>(placedBets)
  const stored = new Map(rows.map((bet) => [bet.id, bet]))
  const known = new Set(acknowledged.map(({ bet }) => bet.id))
  const kept = new Set((await pool.query<{ key: string }>(keysOf)).rows.map(({ key }) => key))
  const lost = acknowledged.filter((one) => !isStored(one, stored.get(one.bet.id)))
  const twice = doubled(rows.map(({ id }) => id))
  const paidTwice = doubled((await pool.query<{ id: string }>(paidBets)).rows.map(({ id }) => id))
  const beyond = rows.filter(({ id }) => !known.has(id))
  const recorded = refused.filter(({ key }) => kept.has(key))
  return {
    figures: { 'stored bets': rows.length, lost: lost.length, doubled: twice.length + paidTwice.length + beyond.length },
    violations: [
      ...wrong('I2', 'acknowledged bets that are not stored as they were acknowledged', lost),
      ...wrong('I2', 'bets that are stored twice', twice),
      ...wrong('I2', 'bets that are paid for twice', paidTwice),
      ...wrong('I3', 'bets beyond what was acknowledged: a key had two effects', beyond),
      ...wrong('I2', 'bets that were refused and are recorded', recorded),
    ],
  }
}

/** How many are asked at once. */
const BREADTH = 32

/** I3: each of a sample is asked again with its key. It must be answered as before, and must write nothing. */
export const checkAnswers = async (pool: Pool, load: Load, sample: readonly Acknowledged[]): Promise<Verdict> => {
  const headOf = async () => Number((await pool.query<{ position: string }>('select position from head')).rows[0]?.position)
  const before = await headOf()
  const otherwise: Acknowledged[] = []
  for (let from = 0; from < sample.length; from += BREADTH) {
    const some = sample.slice(from, from + BREADTH)
    const again = await Promise.all(some.map((one) => load.askAgain(one)))
    otherwise.push(...some.filter(({ bet }, index) => !isDeepStrictEqual(bet, again[index])))
  }
  const written = (await headOf()) - before
  return {
    figures: { 'asked again': sample.length, doubled: written },
    violations: [
      ...wrong('I3', 'bets that are answered otherwise under the same key', otherwise),
      ...wrong(
        'I3',
        'events that asking again wrote',
        times(written, (index) => before + 1 + index),
      ),
    ],
  }
}
