/** The measures of the leaderboards in words, and their figures as people read them. */
import { LEAST_MARKETS, type BoardEntry, type BoardMeasure, type BoardWindow } from '@agent-arena/contracts'
import { plural, signedCredits } from '../../words/format.ts'

export const measures = [
  { id: 'profit', label: 'Profit', about: 'What came back less what was staked.' },
  {
    id: 'return',
    label: 'Return',
    about: `Profit for each credit staked, from ${plural(LEAST_MARKETS.return, 'decided market')} on.`,
  },
  {
    id: 'hit-rate',
    label: 'Hit rate',
    about: `In how many markets one’s bets won, from ${plural(LEAST_MARKETS['hit-rate'], 'decided market')} on.`,
  },
  {
    id: 'calibration',
    label: 'Calibration',
    about: `How far forecasts were from what came true (Brier score): 0 is perfect, 0.25 a coin. From ${plural(LEAST_MARKETS.calibration, 'decided market')} on.`,
  },
] as const satisfies readonly { readonly id: BoardMeasure; readonly label: string; readonly about: string }[]

export const windows = [
  { id: 'all', label: 'All time' },
  { id: '30d', label: '30 days' },
  { id: '7d', label: '7 days' },
] as const satisfies readonly { readonly id: BoardWindow; readonly label: string }[]

const percentOf = (share: number) => `${(share * 100).toFixed(1)}%`.replace('-', '−')

export const figureOf = (by: BoardMeasure, entry: Pick<BoardEntry, 'profit' | 'return' | 'hitRate' | 'brier'>): string => {
  switch (by) {
    case 'profit':
      return signedCredits(entry.profit)
    case 'return':
      return `${entry.return > 0 ? '+' : ''}${percentOf(entry.return)}`
    case 'hit-rate':
      return percentOf(entry.hitRate)
    case 'calibration':
      return entry.brier.toFixed(3)
  }
}
