/** An operator of a gym under test: opens sessions and reads proofs with the key. */
import { startGym, type Gym } from '../index.ts'
import { Visitor } from './visitor.ts'

export const KEY = 'a-key-for-tests-only'

export interface OpenedSession {
  readonly id: string
  readonly goal: string
  readonly seed: number
  readonly url: string
  readonly text: string
  readonly checks: readonly {
    readonly kind: string
    readonly name: string
    readonly weight: number
    readonly required: boolean
    readonly url: string
    readonly jsonPath: string
    readonly equals: unknown
    readonly evidenceAt?: string
  }[]
}

export interface Asking {
  readonly method?: string
  readonly body?: unknown
  readonly key?: string | null
}

export class Operator {
  readonly gym: Gym
  constructor(gym: Gym) {
    this.gym = gym
  }

  static async start(): Promise<Operator> {
    return new Operator(await startGym({ host: '127.0.0.1', port: 0, key: KEY }))
  }

  ask(path: string, { method = 'GET', body, key = KEY }: Asking = {}): Promise<Response> {
    const headers = {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    }
    return fetch(new URL(path, this.gym.url), { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  }

  put(id: string, goal: string, seed: number): Promise<Response> {
    return this.ask(`/api/sessions/${id}`, { method: 'PUT', body: { goal, seed } })
  }

  async proof(id: string): Promise<Readonly<Record<string, unknown>>> {
    const proof: unknown = await (await this.ask(`/api/sessions/${id}/proof`)).json()
    return Object.fromEntries(Object.entries(proof ?? {}))
  }

  /** A fresh session and a visitor who came in by its link. */
  async enter(goal: string, seed: number): Promise<{ readonly session: OpenedSession; readonly visitor: Visitor }> {
    const session = (await (await this.put(`${goal.replace('/', '-')}-${seed}`, goal, seed)).json()) as OpenedSession
    const visitor = new Visitor(this.gym.url)
    await visitor.open(session.url)
    return { session, visitor }
  }
}
