/** Who may call what: the audience of an operation against the caller. */
import { Rejection, type Audience, type Caller } from '@agent-arena/contracts'

const admitted: Readonly<Record<Audience, readonly Caller['kind'][]>> = {
  anyone: ['anyone', 'user', 'operator', 'sandbox', 'service'],
  member: ['user', 'operator'],
  user: ['user'],
  operator: ['operator'],
  sandbox: ['sandbox'],
  service: ['service'],
}

const needed: Readonly<Record<Audience, string>> = {
  anyone: 'anyone',
  member: 'users and operators',
  user: 'users',
  operator: 'operators',
  sandbox: 'the sandbox’s own agent',
  service: 'services',
}

/** Throws `unauthenticated` when a token is missing, `not-allowed` when it is the wrong one. A sandbox may only ask for itself. */
export const checkAudience = (audience: Audience, caller: Caller, sandboxId?: string): void => {
  if (!admitted[audience].includes(caller.kind))
    throw new Rejection(caller.kind === 'anyone' ? 'unauthenticated' : 'not-allowed', {
      detail: `This is for ${needed[audience]}.`,
    })
  if (audience === 'sandbox' && caller.kind === 'sandbox' && caller.id !== sandboxId)
    throw new Rejection('not-allowed', { detail: 'The token belongs to another sandbox.' })
}
