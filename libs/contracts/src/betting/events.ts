/** Facts that the betting service tells: markets, bets, and every movement of credits. */
import * as account from './account-events.ts'
import {
  AgentAccountClosed,
  AgentAccountOpened,
  AgentAccountStarted,
  CreditsGiven,
  CreditsReturned,
  type AgentAccountFact,
} from './agent-events.ts'
import * as market from './market-events.ts'

export type BettingFact = market.MarketFact | account.AccountFact | AgentAccountFact

const agent = { AgentAccountOpened, AgentAccountStarted, AgentAccountClosed, CreditsGiven, CreditsReturned }

export const bettingEvents = { ...market, ...account, ...agent }
