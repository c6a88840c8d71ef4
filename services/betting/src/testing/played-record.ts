/** The public record of a market in which the service itself decided every event, and the same with one event forged. */
import type { MarketFact } from '@agent-arena/contracts'
import { foldOf } from '@agent-arena/event-store'
import { marketDecider } from '../market/market.decider.ts'
import { marketFold, type MarketState } from '../market/market.state.ts'
import * as is from './market-facts.ts'

type Command = Parameters<typeof marketDecider.decide>[0]

/** The events as they come over the wire. */
export const recordOf = (first: readonly MarketFact[], commands: readonly Command[]): readonly MarketFact[] => {
  const record: MarketFact[] = [...first]
  for (const command of commands)
    record.push(...marketDecider.decide(command, foldOf<MarketFact, MarketState>(marketFold, record)))
  return JSON.parse(JSON.stringify(record)) as MarketFact[]
}

export const betAs = (betId: string, outcome: string, stake: number, seconds: number): Command => {
  const command = is.bet(outcome, stake, seconds)
  return { ...command, data: { ...command.data, betId } }
}

/** Three bets with a fee of 10 %, of which the last came after the evidence of the verdict. */
export const played = recordOf(
  [is.opened({ feeBps: 1000, owners: ['usr_owner'] }), is.started],
  [
    betAs('a', 'success', 10, 5),
    is.progress(30, 6),
    betAs('b', 'failure', 20, 10),
    betAs('c', 'failure', 5, 40),
    is.settleAs(['success'], 60, 39),
  ],
)

const correction = (winners: readonly string[], seconds: number): Command => ({
  type: 'ReverseSettlement',
  data: { marketId: is.marketId, winners, reason: 'It was wrong.', windowMs: 3_600_000 },
  at: is.second(seconds),
})

/** The same, settled anew for the other side. */
export const corrected = recordOf(played, [correction(['failure'], 70)])

type Change = Readonly<Record<string, unknown>>

/** With one event changed: the first of that type, or a later one. */
export const forged = (
  record: readonly MarketFact[],
  type: MarketFact['type'],
  change: Change | ((data: Change) => Change),
  nth = 0,
): readonly MarketFact[] => {
  const index = record.flatMap((fact, place) => (fact.type === type ? [place] : []))[nth]
  return record.map((fact, place) => {
    if (place !== index) return fact
    const more = typeof change === 'function' ? change(fact.data) : change
    return { ...fact, data: { ...fact.data, ...more } } as MarketFact
  })
}

/** With events put in before the first of that type, or at the end. */
export const withMore = (
  record: readonly MarketFact[],
  more: readonly MarketFact[],
  before?: MarketFact['type'],
): readonly MarketFact[] => {
  const place = record.findIndex(({ type }) => type === before)
  return record.toSpliced(place === -1 ? record.length : place, 0, ...more)
}
