/** States of matches, runs and markets in words, and the tone they are shown in. */
import type { Market, MarketOutcome, Match, MatchStatus, SandboxStatus } from '@agent-arena/contracts'

export type Tone = 'live' | 'good' | 'bad' | 'warn' | 'quiet'

export interface Label {
  readonly text: string
  readonly tone: Tone
}

const sandboxLabels: Record<SandboxStatus, Label> = {
  requested: { text: 'Waiting', tone: 'quiet' },
  provisioning: { text: 'Setting up', tone: 'quiet' },
  ready: { text: 'Ready', tone: 'warn' },
  running: { text: 'Running', tone: 'live' },
  suspended: { text: 'Paused', tone: 'warn' },
  'awaiting-verdict': { text: 'Awaiting verdict', tone: 'warn' },
  succeeded: { text: 'Succeeded', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  'timed-out': { text: 'Out of time', tone: 'bad' },
  cancelled: { text: 'Cancelled', tone: 'quiet' },
  faulted: { text: 'Platform fault', tone: 'quiet' },
}

const matchLabels: Record<MatchStatus, Label> = {
  scheduled: { text: 'Starts soon', tone: 'warn' },
  running: { text: 'Live', tone: 'live' },
  decided: { text: 'Final', tone: 'quiet' },
  voided: { text: 'Voided', tone: 'quiet' },
}

const marketLabels: Record<Market['status'], Label> = {
  open: { text: 'Open for bets', tone: 'good' },
  locked: { text: 'Locked', tone: 'warn' },
  settled: { text: 'Settled', tone: 'quiet' },
  voided: { text: 'Voided', tone: 'quiet' },
}

export const sandboxLabel = (status: SandboxStatus): Label => sandboxLabels[status] ?? { text: status, tone: 'quiet' }
export const matchLabel = (status: MatchStatus): Label => matchLabels[status] ?? { text: status, tone: 'quiet' }
export const marketLabel = (status: Market['status']): Label => marketLabels[status] ?? { text: status, tone: 'quiet' }

/** "Betting is closed. 80% of the time is over." */
export const lockText = ({ lockText: why }: Pick<Market, 'lockText'>) => ['Betting is closed.', why].filter(Boolean).join(' ')

const fixedNames: Readonly<Record<string, string>> = { success: 'Succeeds', failure: 'Fails', nobody: 'Nobody succeeds' }

/** What a bet on an outcome says: "Nobody succeeds", "Succeeds", or the contestant's name. */
export const outcomeLabel = ({ id, name }: Pick<MarketOutcome, 'id' | 'name'>) => fixedNames[id] ?? name

const listOf = (names: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names)

/** Outcomes by their ids: "Greedy", "Greedy and Random". */
export const outcomesText = (ids: readonly string[], outcomes: readonly Pick<MarketOutcome, 'id' | 'name'>[]) =>
  listOf(ids.map((id) => outcomeLabel(outcomes.find((outcome) => outcome.id === id) ?? { id, name: id })))

/** How a match ended, in a sentence; undefined while it has not. */
export const resultText = (match: Pick<Match, 'status' | 'result' | 'cause' | 'sandboxes'>) => {
  if (match.status === 'voided') return match.cause || 'The match was voided and every stake returned.'
  if (match.status !== 'decided' || !match.result) return undefined
  const { winner, tied } = match.result
  const nameOf = (id: string) => match.sandboxes.find((sandbox) => sandbox.id === id)?.title ?? 'A contestant'
  if (tied.length > 1) return `${listOf(tied.map(nameOf))} tied`
  return winner ? `${nameOf(winner)} won` : 'Nobody succeeded'
}
