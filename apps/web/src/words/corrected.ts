/** What is said where bets follow the correction of an operator and no longer the verdict that was told. */
import { type Market, type Match, NOBODY, type Sandbox } from '@agent-arena/contracts'
import { outcomesText, resultText } from './status.ts'

type Bets = Pick<Market, 'status' | 'outcomes' | 'result'>

const areSame = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((id) => right.includes(id))

/** "bets corrected to Random"; undefined where the bets follow the verdict. */
const correction = (verdict: readonly string[], market: Bets | undefined) => {
  if (market?.status === 'voided') return 'bets voided'
  if (market?.status !== 'settled' || !market.result || areSame(verdict, market.result.winners)) return undefined
  return `bets corrected to ${outcomesText(market.result.winners, market.outcomes)}`
}

export const matchCorrection = ({ status, result }: Pick<Match, 'status' | 'result'>, market: Bets | undefined) => {
  if (status !== 'decided' || !result) return undefined
  return correction(result.tied.length > 1 ? result.tied : [result.winner ?? NOBODY], market)
}

export const runCorrection = ({ outcome }: Pick<Sandbox, 'outcome'>, market: Bets | undefined) =>
  outcome && outcome.verdict !== 'void' ? correction([outcome.verdict], market) : undefined

/** How a match ended and what its bets were paid by: "Greedy won · bets corrected to Random". */
export const matchEndText = (match: Parameters<typeof resultText>[0], market: Bets | undefined) =>
  [resultText(match), matchCorrection(match, market)].filter((text) => text !== undefined).join(' · ')

/** A settlement without the operator's words, which the market tells beside what was taken back. */
export const withoutReason = (text: string) => text.replace(/(Corrected by an operator): .*/s, '$1.')
