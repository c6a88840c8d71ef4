/** From what an operator gave to what the referee decides by: texts and checks, the gym's own for a gym goal. */
import { BlockList, isIP } from 'node:net'
import { Rejection, type Check, type Goal, type GoalInput, type HttpCheck } from '@agent-arena/contracts'
import type { z } from 'zod'
import { isJsonPath } from '../referee/check-http.ts'
import { unknownGoal, type GymClient } from './gym-client.ts'

type GivenGoal = z.output<typeof GoalInput>

export interface GoalRules {
  readonly gym: GymClient | null
  readonly allowLoopbackChecks: boolean
}

const own = new BlockList()
own.addSubnet('127.0.0.0', 8)
own.addSubnet('0.0.0.0', 8)
own.addAddress('::1', 'ipv6')
own.addAddress('::', 'ipv6')

/** Every way to write the address of one's own machine; IPv4 inside IPv6 counts as IPv4. */
const isLoopback = (hostname: string) => {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const version = isIP(host)
  return version === 0 ? host === 'localhost' || host.endsWith('.localhost') : own.check(host, version === 4 ? 'ipv4' : 'ipv6')
}

interface Circumstances {
  readonly external: boolean
  readonly allowLoopback: boolean
}

/** The field that is at fault, if it is one, and why. */
type Fault = readonly [field: '' | '.url' | '.jsonPath' | '.evidenceAt', message: string]

const NO_PATH = 'This is not a JSON path (RFC 9535) that the referee could follow.'

const httpFault = ({ url, jsonPath, evidenceAt }: HttpCheck, { allowLoopback }: Circumstances): Fault | null => {
  const { hostname, username, password } = new URL(url)
  if (!allowLoopback && isLoopback(hostname)) return ['.url', 'A check may not ask the arena’s own machine.']
  if (username || password) return ['.url', 'The address of a check may not hold a user or a password.']
  if (jsonPath !== undefined && !isJsonPath(jsonPath)) return ['.jsonPath', NO_PATH]
  return evidenceAt === undefined || isJsonPath(evidenceAt) ? null : ['.evidenceAt', NO_PATH]
}

const faultOf = (check: Check, circumstances: Circumstances): Fault | null => {
  if (check.kind === 'http') return httpFault(check, circumstances)
  return circumstances.external ? ['', 'A page check needs a browser in our sandbox; an external agent has its own.'] : null
}

/** Checks that look inside a sandbox need a sandbox of ours; loopback addresses only stand in embedded mode. */
export const checkChecks = (checks: readonly Check[], circumstances: Circumstances) => {
  for (const [index, check] of checks.entries()) {
    const fault = faultOf(check, circumstances)
    if (!fault) continue
    const [field, message] = fault
    throw new Rejection('check-refused', { detail: message, errors: [{ path: `goal.checks.${index}${field}`, message }] })
  }
}

/** The goal as everybody sees it, before there is a site for it. */
export const describeGoal = async (goal: GivenGoal, seed: number, { gym }: GoalRules): Promise<Goal> => {
  if (goal.gym === undefined) return { text: goal.text ?? '', ...(goal.checks && { checks: goal.checks }), seed }
  if (!gym) throw unknownGoal('This arena has no gym.')
  return { text: await gym.describe(goal.gym, seed), gym: goal.gym, seed }
}

const forSandbox = (check: Check, sandboxId: string): Check =>
  check.kind === 'http' ? { ...check, url: check.url.replaceAll('{sandboxId}', sandboxId) } : check

/** The goal of one sandbox: for a gym goal, with the checks of its own site; `{sandboxId}` in the address of a check names it. */
export const goalOfSandbox = async (goal: Goal, sandboxId: string, { gym }: GoalRules): Promise<Goal> => {
  if (goal.gym === undefined || !gym)
    return goal.checks ? { ...goal, checks: goal.checks.map((check) => forSandbox(check, sandboxId)) } : goal
  const { checks } = await gym.openSession(sandboxId, goal.gym, goal.seed ?? 0)
  return { ...goal, checks }
}
