/** The practice gym as a process of its own; it knows nothing of the runner, nor the runner of it. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import { lineFrom, spawnFromSource } from './runner-process.ts'

const KEY = 'a key that agents do not have'

const GymSession = z.object({ id: z.string(), url: z.string(), text: z.string() })
export type GymSession = z.output<typeof GymSession>

const Proof = z.looseObject({ goalMet: z.boolean() })

export class GymProcess {
  readonly #child: ChildProcess
  readonly #url: string

  private constructor(child: ChildProcess, url: string) {
    this.#child = child
    this.#url = url
  }

  static async start(): Promise<GymProcess> {
    const child = spawnFromSource('apps/gym/src/main.ts', { GYM_PORT: '0', GYM_KEY: KEY })
    const line = await lineFrom(child)
    return new GymProcess(child, /http\S+/.exec(line)?.[0] ?? '')
  }

  async open(goal: string, seed: number): Promise<GymSession> {
    const id = `${goal.replace('/', '-')}-${seed}-${Math.random().toString(36).slice(2, 8)}`
    return GymSession.parse(await this.#ask('PUT', `/api/sessions/${id}`, { goal, seed }))
  }

  async isMet({ id }: GymSession): Promise<boolean> {
    return Proof.parse(await this.#ask('GET', `/api/sessions/${id}/proof`)).goalMet
  }

  async close(): Promise<void> {
    this.#child.kill('SIGTERM')
    if (this.#child.exitCode === null) await once(this.#child, 'exit')
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return response.json()
  }
}
