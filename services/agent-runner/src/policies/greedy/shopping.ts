/** What a buyer remembers from one look to the next. */
import type { Chance } from '../chance.ts'
import type { Persona } from './fill-form.ts'
import type { BuyGoal } from './read-goal.ts'

export type Approach = 'filter' | 'search' | 'leaf'

export interface Browsing {
  /** Ways to look that were not tried yet; the last is the present one. */
  readonly approaches: Approach[]
  /** Whether the present way has begun: the filter is set, the search is sent. */
  begun: boolean
  /** Names of what was looked at closely. */
  readonly tried: Set<string>
}

export interface Shopping {
  readonly goal: BuyGoal
  readonly chance: Chance
  readonly persona: Persona
  readonly browsing: Browsing
  /** How many fitting ones the cart holds, as last seen. */
  inCart: number
  ordered: boolean
}
