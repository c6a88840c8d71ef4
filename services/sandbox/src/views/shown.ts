/** What the audience may see of runs: who knows the seed can work out the site and play the run beforehand, so it is told afterwards. */
import { isEnded, type Match, type Sandbox } from '@agent-arena/contracts'
import type { MatchDoc } from './match-doc.ts'

type Seeded = Pick<Sandbox, 'goal' | 'seed'>

const withoutSeed = <D extends Seeded>({ goal: { seed: _seed, ...goal }, ...doc }: D) => ({ ...doc, goal, seed: null })

/** A contestant's seed is that of its rivals too. */
export const shownSandbox = (doc: Sandbox): Sandbox => (isEnded(doc.status) && doc.matchId === null ? doc : withoutSeed(doc))

export const shownMatch = ({ sandboxIds, ...doc }: MatchDoc, sandboxes: readonly Sandbox[]): Match => {
  const own = sandboxes.filter(({ id }) => sandboxIds.includes(id))
  // The view of the sandboxes may be a moment behind that of the matches.
  const isOver = own.length === sandboxIds.length && own.every(({ status }) => isEnded(status))
  return isOver ? { ...doc, sandboxes: own } : { ...withoutSeed(doc), sandboxes: own.map(withoutSeed) }
}
