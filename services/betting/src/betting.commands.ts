/** What betting does when asked: opens accounts and takes bets. */
import { openAccount, placeBet } from '@agent-arena/contracts'
import { serve, type Served } from '@agent-arena/message-bus'
import type { AccountWriter } from './account/account.writer.ts'
import { userOf } from './caller.ts'
import type { MarketWriter } from './market/market.writer.ts'

export const bettingCommands = (markets: MarketWriter, accounts: AccountWriter): readonly Served[] => [
  serve(openAccount, async (input, context) => ({ balance: await accounts.open(input, context) })),
  serve(placeBet, async (input, context) => markets.placeBet(input, userOf(context), context)),
]
