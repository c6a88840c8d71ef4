/** Writes agents' accounts: they follow their runs, take gifts of users, and give back those that came too late. */
import {
  newId,
  type giveCredits,
  type OutputOf,
  type ParsedInputOf,
  type RequestContext,
  type StoredEvent,
} from '@agent-arena/contracts'
import { handle, presentState, type Decided, type EventLog, type Places, type Untimed } from '@agent-arena/event-store'
import { accountDecider } from '../account/account.decider.ts'
import { accountFold, type AccountState } from '../account/account.state.ts'
import { accountStream } from '../account/ledger.ts'
import { marketFold, marketStream, type MarketState } from '../market/market.state.ts'
import type { Bettor } from '../market/market.writer.ts'
import {
  agentDecider,
  agentStream,
  returnGift,
  type AgentAccountState,
  type AgentStep,
  type ReturnGift,
} from './agent-account.ts'
import { positionOf } from './position-of.ts'

export type AgentTask = Untimed<AgentStep>

type Gift = OutputOf<typeof giveCredits>

export interface Given {
  readonly gift: Gift
  /** What was appended; empty when it is a repeat. */
  readonly events: readonly StoredEvent[]
}

export interface AgentWriter {
  step(task: AgentTask, context: RequestContext): Promise<void>
  /** To whom it came from, once a gift, however often it is asked for. */
  giveBack(gift: ReturnGift['data'], context: RequestContext): Promise<void>
  give(input: ParsedInputOf<typeof giveCredits>, giver: Bettor, context: RequestContext): Promise<Given>
}

/** What one gift reads and writes: the markets only tell what the giver has staked. */
type GiftStates = {
  readonly agent: AgentAccountState
  readonly account: AccountState
  readonly success?: MarketState
  readonly winner?: MarketState
}

const agentPlace = (sandboxId: string) => ({ stream: agentStream(sandboxId), fold: agentDecider })
const accountPlace = (userId: string) => ({ stream: accountStream(userId), fold: accountFold })
const marketPlace = (marketId: string) => ({ stream: marketStream(marketId), fold: marketFold })

const placesOf = (agent: AgentAccountState, sandboxId: string, userId: string): Places<GiftStates> => {
  const { success, winner } = agent.status === 'unopened' ? {} : agent.markets
  return {
    agent: agentPlace(sandboxId),
    account: accountPlace(userId),
    ...(success !== undefined && { success: marketPlace(success) }),
    ...(winner !== undefined && { winner: marketPlace(winner) }),
  }
}

/** The agent takes the gift or refuses it, then the account pays for it or refuses; both are written by one append. */
const decideGift =
  (gift: Gift, giver: Bettor, { sandboxId, transferId }: { sandboxId: string; transferId: string }) =>
  ({ agent, account, success, winner }: GiftStates, at: string): Decided<GiftStates> => {
    const { id: giftId, amount: credits, tokens } = gift
    const position = [success, winner].flatMap((market) => (market ? positionOf(giver.id, market) : []))
    const shared = { sandboxId, userId: giver.id, credits, tokens }
    const taken = agentDecider.decide(
      { type: 'TakeGift', data: { ...shared, giftId, userName: giver.name, position }, at },
      agent,
    )
    const title = agent.status === 'unopened' ? '' : agent.title
    return {
      agent: taken,
      account: accountDecider.decide({ type: 'GiveCredits', data: { ...shared, title, transferId }, at }, account),
    }
  }

type ReturnStates = Pick<GiftStates, 'agent' | 'account'>

const decideReturn =
  (gift: ReturnGift['data'], transferId: string) =>
  ({ agent, account }: ReturnStates, at: string): Decided<ReturnStates> => {
    const returned = returnGift({ type: 'ReturnGift', data: gift, at }, agent)
    const title = agent.status === 'unopened' ? '' : agent.title
    const moved = returned.flatMap(({ data: { userId, sandboxId, credits } }) =>
      accountDecider.decide({ type: 'TakeBackCredits', data: { userId, sandboxId, credits, title, transferId }, at }, account),
    )
    return { agent: returned, account: moved }
  }

const giverOf = (agent: AgentAccountState, giftId: string): string | undefined =>
  agent.status === 'unopened' ? undefined : agent.gifts.get(giftId)?.userId

export const createAgentWriter = (log: EventLog, { tokensPerCredit }: { readonly tokensPerCredit: number }): AgentWriter => ({
  step: async (task, context) => {
    await handle<{ agent: AgentAccountState }, null>(log, {
      context,
      places: { agent: agentPlace(task.data.sandboxId) },
      decide: ({ agent }, at) => ({ agent: agentDecider.decide({ ...task, at }, agent) }),
      answer: () => null,
    })
  },
  giveBack: async (gift, context) => {
    const place = agentPlace(gift.sandboxId)
    const giver = giverOf(await presentState<AgentAccountState>(log, place), gift.giftId)
    if (giver === undefined) return
    await handle<ReturnStates, null>(log, {
      context,
      places: { agent: place, account: accountPlace(giver) },
      decide: decideReturn(gift, newId('transfer')),
      answer: () => null,
    })
  },
  give: async (input, giver, context) => {
    const { sandboxId, amount } = input
    const agent = await presentState<AgentAccountState>(log, agentPlace(sandboxId))
    const gift = { id: newId('gift'), amount, tokens: amount * tokensPerCredit }
    const { answer, events } = await handle<GiftStates, Gift>(log, {
      context,
      places: placesOf(agent, sandboxId, giver.id),
      decide: decideGift(gift, giver, { sandboxId, transferId: newId('transfer') }),
      answer: () => gift,
      idempotency: { operation: 'giveCredits', content: input },
    })
    return { gift: answer, events }
  },
})
