/** The sentences that a market's verdict is told in. */
import { NOBODY } from '@agent-arena/contracts'
import type { OpenedMarket } from './market.state.ts'

const names = new Intl.ListFormat('en-GB', { type: 'conjunction' })

export const outcomeName = ({ outcomes }: Pick<OpenedMarket, 'outcomes'>, id: string): string =>
  outcomes.find((outcome) => outcome.id === id)?.name ?? id

const runTexts: Readonly<Record<string, string>> = { success: 'It succeeded.', failure: 'It failed.' }

const runText = (market: OpenedMarket, [winner = '']: readonly string[]): string =>
  runTexts[winner] ?? `${outcomeName(market, winner)}.`

const winnerText = (market: OpenedMarket, winners: readonly string[]): string => {
  if (winners.includes(NOBODY)) return 'No contestant succeeded.'
  const winning = names.format(winners.map((id) => outcomeName(market, id)))
  return winners.length === 1 ? `${winning} won.` : `${winning} tied.`
}

/** Who won, and why: `It failed. The time was over.`, `Greedy and Planner tied.` */
export const verdictText = (market: OpenedMarket, winners: readonly string[], because?: string): string => {
  const winner = market.kind === 'winner' ? winnerText(market, winners) : runText(market, winners)
  return because === undefined ? winner : `${winner} ${because}`
}
