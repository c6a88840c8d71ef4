/** Facts that the gateway tells: which names are taken. */
import { z } from 'zod'
import { eventContract, type FactOf } from '../event-contract.ts'
import { UserId } from '../ids.ts'
import { Time } from '../values.ts'

export const NameTaken = eventContract({
  service: 'gateway',
  streamKind: 'name',
  version: 1,
  type: 'NameTaken',
  summary:
    'A user took a display name; its stream is named by a digest of all names that look the same, so that it is taken once.',
  schema: z.object({ userId: UserId, name: z.string(), at: Time }),
})
export type NameTaken = FactOf<typeof NameTaken>

export const gatewayEvents = { NameTaken }
