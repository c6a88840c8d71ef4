/** Until when a market takes bets, in times and words. */
import type { Market } from '@agent-arena/contracts'

/** The time that runs down to the lock; undefined where none does, as before the start of the run, from which it is counted. */
export const knownLockAt = ({
  status,
  startedAt,
  lockAt,
}: Pick<Market, 'status' | 'startedAt' | 'lockAt'>): string | undefined =>
  status === 'open' && startedAt !== null ? lockAt : undefined

/** What an open market says while no time runs down. */
export const notBegunText = ({ kind }: Pick<Market, 'kind'>) => `The ${kind === 'winner' ? 'match' : 'run'} has not begun`
