/** By which way clients reach betting: over the bus as the gateway does, or over HTTP through the gateway. */
import {
  createClient,
  newId,
  openAccount,
  placeBet,
  serviceContext,
  type Bet,
  type InputOf,
  type RequestContext,
} from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'

export interface User {
  readonly id: string
  readonly name: string
}

export interface Asked {
  readonly key: string
  readonly user: User
  readonly input: InputOf<typeof placeBet>
}

/** Each throws a `Rejection`, `deadline-exceeded` when there is no answer in time. */
export interface Door {
  open(name: string): Promise<User>
  place(asked: Asked): Promise<Bet>
}

const PATIENCE_MS = 1500

export const busDoor = (bus: MessageBus): Door => ({
  open: async (name) => {
    const id = newId('user')
    await bus.request(openAccount, { userId: id, name }, serviceContext('gateway'))
    return { id, name }
  },
  place: ({ user, key, input }) => {
    const context: RequestContext = {
      ...serviceContext('gateway', { idempotencyKey: key, deadline: Date.now() + PATIENCE_MS }),
      caller: { kind: 'user', ...user },
    }
    return bus.request(placeBet, input, context)
  },
})

/** Every user has a session of its own. The client gives up before the gateway does, which waits for longer. */
export const httpDoor = (url: string): Door => {
  const tokens = new Map<string, string>()
  const clientOf = (id?: string) =>
    createClient({ url, timeoutMs: PATIENCE_MS, token: () => (id === undefined ? undefined : tokens.get(id)) })
  return {
    open: async (name) => {
      const { user, token } = await clientOf().startSession({ name })
      tokens.set(user.id, token)
      return user
    },
    place: ({ user, key, input }) => clientOf(user.id).placeBet(input, { idempotencyKey: key }),
  }
}
