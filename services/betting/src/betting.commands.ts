/** What betting does when asked: opens accounts, takes bets and gifts, corrects settlements. */
import { giveCredits, openAccount, placeBet, reverseSettlement } from '@agent-arena/contracts'
import { serve, type MessageBus, type Served } from '@agent-arena/message-bus'
import { awaitOthers } from '@agent-arena/service-kit'
import type { AccountWriter } from './account/account.writer.ts'
import type { AgentWriter } from './agent/agent.writer.ts'
import { userOf } from './caller.ts'
import type { MarketWriter } from './market/market.writer.ts'

export interface CommandParts {
  readonly bus: MessageBus
  readonly markets: MarketWriter
  readonly accounts: AccountWriter
  readonly agents: AgentWriter
}

/** The sandbox shows its greater budget before the giver is answered. */
const giving = ({ agents, bus }: CommandParts) =>
  serve(giveCredits, async (input, context) => {
    const { gift, events } = await agents.give(input, userOf(context), context)
    await awaitOthers(bus, { waiting: 'sandbox', source: 'betting', events }, context)
    return gift
  })

export const bettingCommands = (parts: CommandParts): readonly Served[] => [
  serve(openAccount, async (input, context) => ({ balance: await parts.accounts.open(input, context) })),
  serve(placeBet, async (input, context) => parts.markets.placeBet(input, userOf(context), context)),
  serve(reverseSettlement, async (input, context) => parts.markets.reverse(input, context)),
  giving(parts),
]
