/** Recomputes a settlement from the public record alone, in the browser as on the server. */
import type { BetPlaced, MarketFact, MarketOpened } from './market-events.ts'
import { refundAll, settle, type SettledBook } from './settlement.ts'

/** An end of the market that the record tells; `winners` is null when it was voided. */
export interface RecordedEnd {
  readonly winners: readonly string[] | null
  readonly book: SettledBook
}

export interface RecordedMarket {
  readonly bets: readonly BetPlaced['data'][]
  /** The last one counts; those before it were taken back. */
  readonly ends: readonly RecordedEnd[]
}

interface Recorded {
  opened: MarketOpened['data'] | null
  readonly bets: BetPlaced['data'][]
  readonly excluded: Set<string>
  readonly ends: RecordedEnd['winners'][]
}

const note = (recorded: Recorded, { type, data }: MarketFact): void => {
  if (type === 'MarketOpened') recorded.opened = data
  if (type === 'BetPlaced') recorded.bets.push(data)
  if (type === 'MarketLocked' || type === 'MarketSettled') for (const betId of data.excluded) recorded.excluded.add(betId)
  if (type === 'MarketSettled') recorded.ends.push(data.winners)
  if (type === 'MarketVoided') recorded.ends.push(null)
}

const bookOf = ({ opened, bets, excluded }: Recorded, winners: RecordedEnd['winners']): SettledBook => {
  if (!opened || !winners) return refundAll(bets, () => 'voided')
  return settle({ outcomes: opened.outcomes.map(({ id }) => id), feeBps: opened.feeBps, bets, winners, excluded })
}

export const recordedMarket = (facts: Iterable<MarketFact>): RecordedMarket => {
  const recorded: Recorded = { opened: null, bets: [], excluded: new Set(), ends: [] }
  for (const fact of facts) note(recorded, fact)
  return { bets: recorded.bets, ends: recorded.ends.map((winners) => ({ winners, book: bookOf(recorded, winners) })) }
}

/** By the last verdict, for an operator may have corrected one. Null while the record tells no end of the market. */
export const recomputedBook = (facts: Iterable<MarketFact>): SettledBook | null => recordedMarket(facts).ends.at(-1)?.book ?? null
