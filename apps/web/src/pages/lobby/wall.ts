/** How the lobby is arranged: the match in the middle, what else runs, what comes next, what is over. */
import { isEnded, type Lobby, type Match, type Sandbox } from '@agent-arena/contracts'

export interface Wall {
  readonly hero: Match | undefined
  readonly running: readonly Sandbox[]
  readonly upcoming: readonly Match[]
  readonly finished: readonly Match[]
}

/** How long a decided match stays in the middle, so that its audience sees the result. */
export const AFTERGLOW_MS = 90_000

const time = (at: string | null | undefined) => (at ? Date.parse(at) : 0)
const newestFirst = (left: Match, right: Match) => time(right.startedAt ?? right.startsAt) - time(left.startedAt ?? left.startsAt)
const soonestFirst = (left: Match, right: Match) => time(left.startsAt) - time(right.startsAt)
const lastDecidedFirst = (left: Match, right: Match) => time(right.decidedAt) - time(left.decidedAt)

const heroOf = (matches: readonly Match[], nowMs: number) => {
  const running = matches.filter(({ status }) => status === 'running').sort(newestFirst)
  const scheduled = matches.filter(({ status }) => status === 'scheduled').sort(soonestFirst)
  const glowing = matches.filter(({ decidedAt }) => decidedAt && nowMs - time(decidedAt) < AFTERGLOW_MS).sort(lastDecidedFirst)
  return running[0] ?? scheduled[0] ?? glowing[0]
}

const sandboxesOf = ({ matches, sandboxes }: Pick<Lobby, 'matches' | 'sandboxes'>) =>
  new Map([...matches.flatMap((match) => match.sandboxes), ...sandboxes].map((sandbox) => [sandbox.id, sandbox])).values()

export const wallOf = (lobby: Pick<Lobby, 'matches' | 'sandboxes'>, nowMs: number): Wall => {
  const hero = heroOf(lobby.matches, nowMs)
  const others = lobby.matches.filter(({ id }) => id !== hero?.id)
  return {
    hero,
    running: [...sandboxesOf(lobby)].filter(({ status, matchId }) => !isEnded(status) && (!hero || matchId !== hero.id)),
    upcoming: others.filter(({ status }) => status === 'scheduled').sort(soonestFirst),
    finished: others.filter(({ status }) => status === 'decided' || status === 'voided').sort(lastDecidedFirst),
  }
}
