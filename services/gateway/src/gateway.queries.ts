/** What the gateway is asked: who a token belongs to, how many people watch. */
import { countViewers, getMe, Rejection, type Caller, type User } from '@agent-arena/contracts'
import { serve, type Served } from '@agent-arena/message-bus'

const userOf = (caller: Caller): User => {
  if (caller.kind === 'user') return { id: caller.id, name: caller.name, role: 'spectator' }
  if (caller.kind === 'operator') return { id: caller.id, name: caller.name, role: 'operator' }
  throw new Rejection('not-allowed')
}

export const gatewayQueries = (viewers: () => number): readonly Served[] => [
  serve(getMe, async (_input, { caller }) => userOf(caller)),
  serve(countViewers, async () => ({ viewers: viewers() })),
]
