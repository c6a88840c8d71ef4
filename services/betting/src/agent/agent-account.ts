/** The account of an agent: whether it takes credits, what it was given, and what went back. */
import {
  notFound,
  Rejection,
  type AgentAccountFact,
  type AgentAccountOpened,
  type CreditsReturned,
  type GiverPosition,
} from '@agent-arena/contracts'
import type { Decider } from '@agent-arena/event-store'
import { Map as PersistentMap } from 'immutable'

/** What a giver would get back. */
export type Gift = Pick<CreditsReturned['data'], 'userId' | 'userName' | 'credits'>

export type AgentAccountState =
  | { readonly status: 'unopened' }
  | (Omit<AgentAccountOpened['data'], 'at'> & {
      readonly status: 'waiting' | 'running' | 'closed'
      /** By id: those that it has kept. */
      readonly gifts: PersistentMap<string, Gift>
    })

export interface OpenAgentAccount {
  readonly type: 'OpenAgentAccount'
  readonly data: Omit<AgentAccountOpened['data'], 'at'>
  readonly at: string
}

export interface StartAgentAccount {
  readonly type: 'StartAgentAccount'
  readonly data: { readonly sandboxId: string }
  readonly at: string
}

export interface CloseAgentAccount {
  readonly type: 'CloseAgentAccount'
  readonly data: { readonly sandboxId: string }
  readonly at: string
}

export interface TakeGift {
  readonly type: 'TakeGift'
  readonly data: {
    readonly giftId: string
    readonly sandboxId: string
    readonly userId: string
    readonly userName: string
    readonly credits: number
    readonly tokens: number
    readonly position: readonly GiverPosition[]
  }
  readonly at: string
}

export interface ReturnGift {
  readonly type: 'ReturnGift'
  readonly data: { readonly giftId: string; readonly sandboxId: string }
  readonly at: string
}

/** What the platform itself does with it. */
export type AgentStep = OpenAgentAccount | StartAgentAccount | CloseAgentAccount

export const agentStream = (sandboxId: string) => `agent-${sandboxId}`

/** Throws `not-found`, `rated-run` or `not-running`. */
const requireTaking = (sandboxId: string, agent: AgentAccountState) => {
  if (agent.status === 'unopened') throw notFound('sandbox', sandboxId)
  if (agent.rated) throw new Rejection('rated-run', { detail: `“${agent.title}” is rated: nobody may help its agent.` })
  if (agent.status === 'running') return agent
  const because = agent.status === 'waiting' ? 'has not begun yet' : 'is over'
  throw new Rejection('not-running', { detail: `The run of “${agent.title}” ${because}: credits are for a run that goes on.` })
}

/** A gift that it does not have, or no longer, is left alone. */
export const returnGift = ({ data, at }: ReturnGift, agent: AgentAccountState): readonly CreditsReturned[] => {
  if (agent.status === 'unopened') return []
  const gift = agent.gifts.get(data.giftId)
  return gift ? [{ type: 'CreditsReturned', data: { ...data, ...gift, markets: agent.markets, at } }] : []
}

const decide = (command: AgentStep | TakeGift | ReturnGift, agent: AgentAccountState): readonly AgentAccountFact[] => {
  const { data, at } = command
  switch (command.type) {
    case 'OpenAgentAccount':
      return agent.status === 'unopened' ? [{ type: 'AgentAccountOpened', data: { ...command.data, at } }] : []
    case 'StartAgentAccount':
      return agent.status === 'waiting' ? [{ type: 'AgentAccountStarted', data: { ...command.data, at } }] : []
    case 'CloseAgentAccount':
      return agent.status === 'waiting' || agent.status === 'running'
        ? [{ type: 'AgentAccountClosed', data: { ...command.data, at } }]
        : []
    case 'TakeGift': {
      const { markets } = requireTaking(data.sandboxId, agent)
      return [{ type: 'CreditsGiven', data: { ...command.data, markets, at } }]
    }
    case 'ReturnGift':
      return returnGift(command, agent)
  }
}

const evolve = (agent: AgentAccountState, fact: AgentAccountFact): AgentAccountState => {
  if (fact.type === 'AgentAccountOpened') {
    const { at: _at, ...data } = fact.data
    return { ...data, status: 'waiting', gifts: PersistentMap() }
  }
  if (agent.status === 'unopened') return agent
  switch (fact.type) {
    case 'AgentAccountStarted':
      return { ...agent, status: 'running' }
    case 'AgentAccountClosed':
      return { ...agent, status: 'closed' }
    case 'CreditsGiven': {
      const { giftId, userId, userName, credits } = fact.data
      return { ...agent, gifts: agent.gifts.set(giftId, { userId, userName, credits }) }
    }
    case 'CreditsReturned':
      return { ...agent, gifts: agent.gifts.delete(fact.data.giftId) }
  }
}

export const agentDecider: Decider<AgentStep | TakeGift | ReturnGift, AgentAccountFact, AgentAccountState> = {
  initialState: { status: 'unopened' },
  decide,
  evolve,
  sizeOf: (agent) => (agent.status === 'unopened' ? 0 : agent.gifts.size),
}
