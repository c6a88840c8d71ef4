/** What a bet slip holds and why it cannot be sent yet. */
import { isPastLock, MAX_MIN_MULTIPLIER, type Market, type MarketOutcome, type Quote } from '@agent-arena/contracts'
import { judgeAmount, type Judged, refused } from '../../words/amount.ts'
import { credits, grouped } from '../../words/format.ts'

export interface Slip {
  readonly outcome: string | undefined
  readonly stakeText: string
  /** Whether the bet is to be refused below `minText`. */
  readonly guarded: boolean
  readonly minText: string
}

export const emptySlip: Slip = { outcome: undefined, stakeText: '', guarded: false, minText: '' }

export interface BetIntent {
  readonly outcome: string
  readonly stake: number
  readonly minMultiplier?: number
}

/** The least multiplier a bettor accepts, like 1.5. */
export const judgeMin = (text: string): Judged => {
  const trimmed = text.trim().replace(',', '.').replace(/^×/, '')
  if (!/^\d+(\.\d+)?$/.test(trimmed)) return refused('Enter a multiplier, like 1.5.')
  const value = Number(trimmed)
  if (value < 1) return refused('A multiplier is at least 1.')
  if (value > MAX_MIN_MULTIPLIER) return refused(`A multiplier is at most ${grouped(MAX_MIN_MULTIPLIER)}.`)
  return { ok: true, value }
}

/** The bet that a slip describes; undefined while anything is missing or wrong. */
export const intentOf = (slip: Slip, balance: number | undefined): BetIntent | undefined => {
  const stake = judgeAmount(slip.stakeText, balance, 'a stake')
  if (!slip.outcome || !stake.ok) return undefined
  if (!slip.guarded) return { outcome: slip.outcome, stake: stake.value }
  const min = judgeMin(slip.minText)
  return min.ok ? { outcome: slip.outcome, stake: stake.value, minMultiplier: min.value } : undefined
}

/** Why no bet can be placed at all, whatever the slip says. */
export const closedReason = (market: Pick<Market, 'status' | 'outcomes' | 'startedAt' | 'lockAt'>, nowMs: number) => {
  if (market.status !== 'open') return 'This market takes no more bets.'
  if (isPastLock(market, new Date(nowMs).toISOString())) return 'The betting time is over; the market is about to lock.'
  if (market.outcomes.every(({ open }) => !open)) return 'No outcome takes bets any more.'
  return undefined
}

export const outcomeProblem = (outcome: MarketOutcome | undefined) =>
  outcome && !outcome.open ? 'This contestant’s run has ended: no more bets on it. Choose another outcome.' : undefined

/** Whether a stake on an outcome would stand alone: with nobody to win from, it could only come back. */
export const isAlone = ({ outcomes }: Pick<Market, 'outcomes'>, outcome: string) =>
  outcomes.every(({ id, stake }) => id === outcome || stake === 0)

/** What a stake would bring back, in whole credits. */
export const possibleReturn = (stake: number, multiplier: number) => Math.floor(stake * multiplier + 1e-9)

/** What the house takes of a win, which the multipliers of a quote are already without; undefined where it takes nothing. */
export const feeText = ({ feeBps }: Pick<Market, 'feeBps'>, { fee }: Pick<Quote, 'fee'>) =>
  feeBps > 0 ? `After the house’s fee: ${feeBps / 100}% of the losing side, ${credits(fee)} as it stands.` : undefined
