/** The match: several sandboxes with one goal, and who was first. */
import type { MatchDecided, MatchFact, MatchResult, MatchScheduled, MatchStarted, MatchVoided } from '@agent-arena/contracts'
import type { Decider, Fold } from '@agent-arena/event-store'

export interface MatchState {
  readonly scheduled: MatchScheduled['data'] | null
  readonly status: 'none' | 'scheduled' | 'running' | 'decided' | 'voided'
}

export type MatchCommand =
  | { readonly type: 'ScheduleMatch'; readonly match: MatchScheduled['data'] }
  | { readonly type: 'StartMatch'; readonly at: string }
  | { readonly type: 'DecideMatch'; readonly result: MatchResult; readonly evidenceAt: string; readonly at: string }
  | { readonly type: 'VoidMatch'; readonly cause: string; readonly at: string }

const evolve = (state: MatchState, fact: MatchFact): MatchState => {
  switch (fact.type) {
    case 'MatchScheduled':
      return { scheduled: fact.data, status: 'scheduled' }
    case 'MatchStarted':
      return { ...state, status: 'running' }
    case 'MatchDecided':
      return { ...state, status: 'decided' }
    case 'MatchVoided':
      return { ...state, status: 'voided' }
  }
}

export const matchFold: Fold<MatchFact, MatchState> = { initialState: { scheduled: null, status: 'none' }, evolve }

export const isOver = ({ status }: MatchState): boolean => status === 'decided' || status === 'voided'

const start = (at: string, { scheduled, status }: MatchState): readonly MatchStarted[] => {
  if (!scheduled || status !== 'scheduled') return []
  const { matchId, marketId, timeLimitSeconds } = scheduled
  return [{ type: 'MatchStarted', data: { matchId, marketId, startedAt: at, timeLimitSeconds } }]
}

const end = (
  command: Extract<MatchCommand, { type: 'DecideMatch' | 'VoidMatch' }>,
  state: MatchState,
): readonly (MatchDecided | MatchVoided)[] => {
  if (!state.scheduled || isOver(state)) return []
  const { matchId, marketId } = state.scheduled
  if (command.type === 'VoidMatch')
    return [{ type: 'MatchVoided', data: { matchId, marketId, cause: command.cause, voidedAt: command.at } }]
  const { result, evidenceAt, at } = command
  return [{ type: 'MatchDecided', data: { matchId, marketId, result, evidenceAt, decidedAt: at } }]
}

/** A match is decided or voided once; whoever comes second changes nothing. */
const decide = (command: MatchCommand, state: MatchState): readonly MatchFact[] => {
  switch (command.type) {
    case 'ScheduleMatch':
      return state.scheduled ? [] : [{ type: 'MatchScheduled', data: command.match }]
    case 'StartMatch':
      return start(command.at, state)
    case 'DecideMatch':
    case 'VoidMatch':
      return end(command, state)
  }
}

export const matchDecider: Decider<MatchCommand, MatchFact, MatchState> = { ...matchFold, decide }

export const streamOfMatch = (matchId: string) => `match-${matchId}`
