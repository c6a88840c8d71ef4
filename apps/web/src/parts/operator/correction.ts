/** The correction of a settlement: which outcomes may be chosen, until when, and what will happen. */
import { type Market, NOBODY, type Settlement } from '@agent-arena/contracts'
import { credits, dayAndTime, plural } from '../../words/format.ts'
import { outcomeLabel } from '../../words/status.ts'

export const TIE = 'tie'
export const VOID = 'void'

export interface Choice {
  /** An outcome, `tie` or `void`. */
  readonly id: string
  readonly label: string
}

type Settled = Pick<Market, 'kind' | 'outcomes' | 'result'>

export const contestantsOf = ({ outcomes }: Pick<Market, 'outcomes'>) => outcomes.filter(({ id }) => id !== NOBODY)

/** Every other way in which the market could have ended. */
export const choicesOf = ({ kind, outcomes, result }: Settled): readonly Choice[] => {
  const now = result?.winners.length === 1 ? result.winners[0] : undefined
  return [
    ...outcomes.filter(({ id }) => id !== now).map((outcome) => ({ id: outcome.id, label: outcomeLabel(outcome) })),
    ...(kind === 'winner' ? [{ id: TIE, label: 'Several tied' }] : []),
    { id: VOID, label: 'Void: every stake comes back' },
  ]
}

/** The winners of a choice; undefined while it is not complete. */
export const winnersOf = (choice: string | undefined, tied: readonly string[]): string[] | undefined => {
  if (choice === undefined) return undefined
  if (choice === VOID) return []
  if (choice !== TIE) return [choice]
  return tied.length > 1 ? [...tied] : undefined
}

export const missingChoice = (choice: string | undefined): string =>
  choice === TIE ? 'Choose at least two that tied.' : 'Choose how the market should have ended.'

const HOUR_MS = 3_600_000

/** Until when a settlement may be corrected: counted from the first one. */
export const windowOf = (firstSettledAt: string, reversalHours: number, nowMs: number) => {
  const finalMs = Date.parse(firstSettledAt) + reversalHours * HOUR_MS
  const finalAt = dayAndTime(new Date(finalMs).toISOString())
  return finalMs > nowMs
    ? { isOver: false, text: `Possible until ${finalAt}.` }
    : { isOver: true, text: `The settlement is final since ${finalAt}.` }
}

const takenBack = ({ payouts }: Pick<Settlement, 'payouts'>) => {
  const paid = payouts.filter(({ payout }) => payout > 0)
  const sum = paid.reduce((total, { payout }) => total + payout, 0)
  return `All that was paid goes back to the pool: ${plural(paid.length, 'payout')}, ${credits(sum)}.`
}

/** A verdict settles several markets, and a correction one of them. */
const othersStay = ({ kind, matchId }: Pick<Market, 'kind' | 'matchId'>) => {
  if (kind === 'winner') return ['Only this market is corrected: those on each contestant stay as they are.']
  return matchId === undefined ? [] : ['Only this market is corrected: the others of its match stay as they are.']
}

/** What will happen, step by step, in sentences; docs/decisions/0014 says why. */
export const consequencesOf = (
  market: Pick<Market, 'kind' | 'matchId'>,
  settlement: Pick<Settlement, 'payouts'>,
  choice: string | undefined,
): readonly string[] => [
  takenBack(settlement),
  'What somebody has spent meanwhile, the house bears. No balance falls below 0.',
  choice === VOID
    ? 'Then every stake comes back. A void market stays void: this cannot be corrected again.'
    : 'Then the market is settled anew, with the same late bets left out.',
  'What the house bore for somebody is kept back from what this market pays the same person now.',
  ...othersStay(market),
]

export const warningOf = (choice: string | undefined): string =>
  choice === VOID
    ? 'Every stake comes back, and void is final: this market cannot be corrected again.'
    : 'Credits of everybody who bet here move at once, and each of them reads your reason.'
