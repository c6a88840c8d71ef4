/** Asks the gym for goals and sessions; its operator's routes need a key that agents do not have. */
import { z } from 'zod'
import { Check, Rejection } from '@agent-arena/contracts'

const Description = z.object({ text: z.string() })
const Session = z.object({ url: z.string(), text: z.string(), checks: z.array(Check) })
export type GymSession = z.output<typeof Session>

const TIMEOUT_MS = 5000

export interface GymAddress {
  readonly url: string
  readonly key: string
}

export class GymClient {
  readonly address: GymAddress

  constructor(address: GymAddress) {
    this.address = address
  }

  /** The goal's text for a seed; refuses a goal that the gym does not have. */
  async describe(goal: string, seed: number): Promise<string> {
    const response = await this.send('GET', `/api/goals/${goal}?seed=${seed}`)
    if (response.status === 404) throw unknownGoal(`The gym has no goal ${goal}.`)
    return Description.parse(await this.read(response)).text
  }

  /** Opens the site of one sandbox; the same call again gives the same session while the gym runs. */
  async openSession(sandboxId: string, goal: string, seed: number): Promise<GymSession> {
    const response = await this.send('PUT', `/api/sessions/${sandboxId}`, { goal, seed })
    return Session.parse(await this.read(response))
  }

  /** Whether the gym still has the site of a sandbox: it forgets all of them when it stops. */
  async hasSession(sandboxId: string): Promise<boolean> {
    return (await this.send('GET', `/api/sessions/${sandboxId}/proof`)).status !== 404
  }

  async closeSession(sandboxId: string): Promise<void> {
    await this.send('DELETE', `/api/sessions/${sandboxId}`)
  }

  private send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.address.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.address.key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: Error) => {
      throw new Rejection('unavailable', { detail: `The gym does not answer: ${error.message}` })
    })
  }

  private async read(response: Response): Promise<unknown> {
    if (response.ok) return response.json()
    throw new Rejection('unavailable', {
      detail: `The gym answered ${response.status}: ${(await response.text()).slice(0, 300)}`,
    })
  }
}

export const unknownGoal = (message: string) =>
  new Rejection('unknown-goal', { detail: message, errors: [{ path: 'goal.gym', message }] })
