/** Lets callers in before anything of their body is read, and remembers who they are. */
import type { Audience, Caller } from '@agent-arena/contracts'
import type { FastifyRequest } from 'fastify'
import { checkAudience } from '../identity/audience.ts'
import type { Callers } from '../identity/callers.ts'

const callers = new WeakMap<FastifyRequest, Caller>()

export const callerOf = (request: FastifyRequest): Caller => callers.get(request) ?? { kind: 'anyone' }

const sandboxOf = ({ params }: FastifyRequest): string | undefined => (params as { sandboxId?: string } | null)?.sandboxId

export const admit = (audience: Audience, known: Callers) => async (request: FastifyRequest) => {
  const caller = await known.of(request.headers.authorization)
  checkAudience(audience, caller, sandboxOf(request))
  callers.set(request, caller)
}
