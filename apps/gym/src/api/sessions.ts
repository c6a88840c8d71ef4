/** Opening a session of a goal, and what its operator is told about it. */
import { z } from 'zod'
import type { Session } from '../gym.site.ts'
import { timeOf } from '../milestones.ts'
import { Refusal, found } from '../refusal.ts'
import type { SessionStore } from '../session.store.ts'
import { goalNamed } from '../sites.ts'
import { read } from './input.ts'

export interface House {
  readonly sessions: SessionStore
  readonly address: { readonly url: string }
}

const sessionId = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/, 'letters, digits, _ and -, at most 80')
const wanted = z.strictObject({ goal: z.string(), seed: z.int().min(0) })

export const openSession = (sessions: SessionStore, givenId: string, body: unknown) => {
  const id = read(sessionId, givenId)
  const { goal: name, seed } = read(wanted, body)
  const { goal } = found(goalNamed(name), 'There is no such goal.')
  const standing = sessions.byId(id)
  if (standing === undefined) return { created: true, session: sessions.open(id, goal, seed) }
  if (standing.goal === goal && standing.seed === seed) return { created: false, session: standing }
  throw new Refusal({
    status: 409,
    reason: 'session-exists',
    title: 'Session exists',
    detail: `Session ${id} was opened for ${standing.goal.name} with seed ${standing.seed}.`,
  })
}

const checksOf = (url: string, { goal }: Session) =>
  goal.steps.map(({ fact, name, weight, required }) => ({
    kind: 'http',
    name,
    weight,
    required,
    url,
    jsonPath: `$.${fact}`,
    equals: true,
    evidenceAt: `$.${timeOf(fact)}`,
  }))

export const describeSession = (gymUrl: string, session: Session) => ({
  id: session.id,
  goal: session.goal.name,
  seed: session.seed,
  url: `${gymUrl}/enter/${session.secret}`,
  text: session.goal.text(session.seed),
  checks: checksOf(`${gymUrl}/api/sessions/${session.id}/proof`, session),
})
