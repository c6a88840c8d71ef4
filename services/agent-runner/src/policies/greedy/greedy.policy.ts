/** `house/greedy`: reads the goal by rule, then takes the nearest way that it can see. */
import type { Policy, Task } from '../policy.ts'
import { buyerFor } from './buyer.ts'
import { finderFor } from './finder.ts'
import { readGoal } from './read-goal.ts'
import { wandererFor } from './wanderer.ts'

export const greedyPolicy = ({ goalText, chance }: Task): Policy => {
  const goal = readGoal(goalText)
  switch (goal.kind) {
    case 'buy':
      return { think: buyerFor(goal, chance) }
    case 'find':
      return { think: finderFor(goal) }
    case 'plain':
      return { think: wandererFor(goal, chance) }
  }
}
