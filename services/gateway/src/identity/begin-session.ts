/** Begins a session: a guest with a free name, an account and a token. */
import {
  isRejection,
  newId,
  openAccount,
  serviceContext,
  suggestName,
  type Reason,
  type RequestContext,
  type User,
} from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'
import { requireFit } from '../names/fit-name.ts'
import { requireUnreserved } from '../names/reserved-name.ts'
import type { Users } from './users.ts'

export interface SessionParts {
  readonly bus: MessageBus
  readonly users: Users
  /** Words that stand in no name. */
  readonly blockedNames: readonly string[]
}

type Session = Promise<{ user: User; token: string }>

/** Of 99,000 generated names some are taken; so many tries fail only where nearly all are. */
const TRIES = 20

/** The account comes before the user: a user exists only with one, and an account without a user harms nobody. */
const beginAs = async (name: string, { bus, users }: SessionParts, { correlationId, deadline }: RequestContext): Session => {
  await users.requireFree(name)
  const [userId, context] = [newId('user'), serviceContext('gateway', { correlationId, deadline })]
  await bus.request(openAccount, { userId, name }, context)
  return users.add(userId, name, context)
}

/** By a user, or by a contestant. */
const HAS_OWNER: ReadonlySet<Reason> = new Set(['name-taken', 'name-reserved'])

const beginUnnamed = async (parts: SessionParts, context: RequestContext): Session => {
  for (let tries = 1; ; tries++) {
    try {
      return await beginAs(suggestName(), parts, context)
    } catch (error) {
      if (!isRejection(error) || !HAS_OWNER.has(error.reason) || tries === TRIES) throw error
    }
  }
}

/** Throws `name-reserved` or `name-taken`. */
export const beginSession = async (name: string | undefined, parts: SessionParts, context: RequestContext): Session => {
  if (name === undefined) return beginUnnamed(parts, context)
  requireUnreserved(name)
  requireFit(name, parts.blockedNames)
  return beginAs(name.normalize('NFC'), parts, context)
}
