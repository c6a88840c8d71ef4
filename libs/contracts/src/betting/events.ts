/** Facts that the betting service tells: markets, bets, and every movement of credits. */
import * as account from './account-events.ts'
import {
  AgentAccountClosed,
  AgentAccountOpened,
  AgentAccountStarted,
  CreditsGiven,
  type AgentAccountFact,
} from './agent-events.ts'
import * as market from './market-events.ts'

export type BettingFact = market.MarketFact | account.AccountFact | AgentAccountFact

export const bettingEvents = { ...market, ...account, AgentAccountOpened, AgentAccountStarted, AgentAccountClosed, CreditsGiven }
