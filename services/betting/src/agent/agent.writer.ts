/** Writes agents' accounts: they follow their runs, and take gifts of users. */
import {
  newId,
  type giveCredits,
  type OutputOf,
  type ParsedInputOf,
  type RequestContext,
  type StoredEvent,
} from '@agent-arena/contracts'
import { handle, presentState, type Decided, type EventLog, type Fold, type Places } from '@agent-arena/event-store'
import { accountDecider } from '../account/account.decider.ts'
import { accountFold, type AccountState } from '../account/account.state.ts'
import { accountStream } from '../account/ledger.ts'
import { marketFold, marketStream, type MarketState } from '../market/market.state.ts'
import type { Bettor, Untimed } from '../market/market.writer.ts'
import { agentDecider, agentStream, type AgentAccountState, type AgentStep } from './agent-account.ts'
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
  give(input: ParsedInputOf<typeof giveCredits>, giver: Bettor, context: RequestContext): Promise<Given>
}

/** What one gift reads and writes: the markets only tell what the giver has staked. */
interface GiftStates {
  readonly [name: string]: unknown
  readonly agent: AgentAccountState
  readonly account: AccountState
  readonly success: MarketState
  readonly winner: MarketState
}

/** The stream of the winner market of a run without a match: nothing is ever written there. */
const NO_MARKET = 'market-none'

const at = <S>(stream: string, fold: Fold<never, S>) => ({ stream, fold })

const placesOf = ({
  agent,
  sandboxId,
  userId,
}: {
  agent: AgentAccountState
  sandboxId: string
  userId: string
}): Places<GiftStates> => {
  const markets = agent.status === 'unopened' ? undefined : agent.markets
  const streamOf = (marketId: string | undefined) => (marketId === undefined ? NO_MARKET : marketStream(marketId))
  return {
    agent: at(agentStream(sandboxId), agentDecider),
    account: at(accountStream(userId), accountFold),
    success: at(streamOf(markets?.success), marketFold),
    winner: at(streamOf(markets?.winner), marketFold),
  } as Places<GiftStates>
}

/** The agent takes the gift or refuses it, then the account pays for it or refuses; both are written by one append. */
const decideGift =
  (gift: Gift, giver: Bettor, { sandboxId, transferId }: { sandboxId: string; transferId: string }) =>
  ({ agent, account, success, winner }: GiftStates, at: string): Decided<GiftStates> => {
    const { id: giftId, amount: credits, tokens } = gift
    const position = [success, winner].flatMap((market) => positionOf(giver.id, market))
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

export const createAgentWriter = (log: EventLog, { tokensPerCredit }: { readonly tokensPerCredit: number }): AgentWriter => ({
  step: async (task, context) => {
    await handle<{ agent: AgentAccountState }, null>(log, {
      context,
      places: { agent: { stream: agentStream(task.data.sandboxId), fold: agentDecider } },
      decide: ({ agent }, at) => ({ agent: agentDecider.decide({ ...task, at }, agent) }),
      answer: () => null,
    })
  },
  give: async (input, giver, context) => {
    const { sandboxId, amount } = input
    const agent = await presentState<AgentAccountState>(log, at(agentStream(sandboxId), agentDecider))
    const gift = { id: newId('gift'), amount, tokens: amount * tokensPerCredit }
    const { answer, events } = await handle<GiftStates, Gift>(log, {
      context,
      places: placesOf({ agent, sandboxId, userId: giver.id }),
      decide: decideGift(gift, giver, { sandboxId, transferId: newId('transfer') }),
      answer: () => gift,
      idempotency: { operation: 'giveCredits', content: input },
    })
    return { gift: answer, events }
  },
})
