/** The house's agents by the name of their model; none needs a key. */
import { greedyPolicy } from './greedy/greedy.policy.ts'
import type { Policy, Task } from './policy.ts'
import { randomPolicy } from './random.policy.ts'

const policies: Readonly<Record<string, (task: Task) => Policy>> = {
  'house/greedy': greedyPolicy,
  'house/random': randomPolicy,
}

export const houseModels: readonly string[] = Object.keys(policies)

export const policyFor = (model: string | null, task: Task): Policy | undefined =>
  model === null ? undefined : policies[model]?.(task)
