/** From what an operator gave to what the referee decides by: texts and checks, the gym's own for a gym goal. */
import { isIP } from 'node:net'
import { Rejection, type Check, type Goal, type GoalInput } from '@agent-arena/contracts'
import type { z } from 'zod'
import { unknownGoal, type GymClient } from './gym-client.ts'

type GivenGoal = z.output<typeof GoalInput>

export interface GoalRules {
  readonly gym: GymClient | null
  readonly allowLoopbackChecks: boolean
}

const isLoopback = (hostname: string) => {
  const host = hostname.replace(/^\[|\]$/g, '')
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

const refuse = (index: number, message: string): never => {
  throw new Rejection('check-refused', { detail: message, errors: [{ path: `goal.checks.${index}`, message }] })
}

/** Checks that look inside a sandbox need a sandbox of ours; loopback addresses only stand in embedded mode. */
export const checkChecks = (
  checks: readonly Check[],
  { external, allowLoopback }: { external: boolean; allowLoopback: boolean },
) => {
  for (const [index, check] of checks.entries()) {
    if (check.kind === 'page' && external)
      refuse(index, 'A page check needs a browser in our sandbox; an external agent has its own.')
    if (check.kind === 'http' && !allowLoopback && isLoopback(new URL(check.url).hostname))
      refuse(index, 'A check may not ask the arena’s own machine.')
  }
}

/** The goal as everybody sees it, before there is a site for it. */
export const describeGoal = async (goal: GivenGoal, seed: number, { gym }: GoalRules): Promise<Goal> => {
  if (goal.gym === undefined) return { text: goal.text ?? '', ...(goal.checks && { checks: goal.checks }), seed }
  if (!gym) throw unknownGoal('This arena has no gym.')
  return { text: await gym.describe(goal.gym, seed), gym: goal.gym, seed }
}

/** The goal of one sandbox: for a gym goal, with the checks of its own site. */
export const goalOfSandbox = async (goal: Goal, sandboxId: string, { gym }: GoalRules): Promise<Goal> => {
  if (goal.gym === undefined || !gym) return goal
  const { checks } = await gym.openSession(sandboxId, goal.gym, goal.seed ?? 0)
  return { ...goal, checks }
}
