/** Every practice site of the gym; a new one is added here. */
import type { GymGoal, GymSite } from './gym.site.ts'
import { shop } from './shop/shop.site.ts'
import { wiki } from './wiki/wiki.site.ts'

export const sites: readonly GymSite[] = [shop, wiki]

const byGoal = new Map(sites.flatMap((site) => site.goals.map((goal) => [goal.name, { site, goal }] as const)))

export const goalNamed = (name: string): { readonly site: GymSite; readonly goal: GymGoal } | undefined => byGoal.get(name)

export const siteOf = (goal: GymGoal): GymSite => {
  const entry = byGoal.get(goal.name)
  if (entry === undefined) throw new Error(`goal ${goal.name} belongs to no site`)
  return entry.site
}
