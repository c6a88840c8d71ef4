/** Facts that the gateway tells: which names are taken, and which are kept for contestants. */
import { z } from 'zod'
import { eventContract, type FactOf } from '../event-contract.ts'
import { SandboxId, UserId } from '../ids.ts'
import { Time } from '../values.ts'

const ofName = { service: 'gateway', streamKind: 'name', version: 1 } as const

export const NameTaken = eventContract({
  ...ofName,
  type: 'NameTaken',
  summary:
    'A user took a display name; its stream is named by a digest of all names that look the same, so that it is taken once.',
  schema: z.object({ userId: UserId, name: z.string(), at: Time }),
})
export type NameTaken = FactOf<typeof NameTaken>

export const NameReserved = eventContract({
  ...ofName,
  type: 'NameReserved',
  summary:
    'A contestant of a match bears a name that nobody had: it is kept from the audience, with all names that look the same.',
  schema: z.object({ sandboxId: SandboxId, name: z.string(), at: Time }),
})
export type NameReserved = FactOf<typeof NameReserved>

export type NameFact = NameTaken | NameReserved

export const gatewayEvents = { NameTaken, NameReserved }
