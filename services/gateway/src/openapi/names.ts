/** The schemas that stand under a name of their own in the API document. */
import * as contracts from '@agent-arena/contracts'
import { z } from 'zod'

type Named = z.core.GlobalMeta & { readonly id: string }
type Names = z.core.$ZodRegistry<Named>

const EXAMPLE_SUFFIX = '01kaf0v6vne1xv7ss4ed7c6d4j'
const idDoc = (id: string, prefix: string): Named => ({ id, examples: [`${prefix}_${EXAMPLE_SUFFIX}`] })

const addIds = (names: Names): Names =>
  names
    .add(contracts.SandboxId, idDoc('SandboxId', 'sbx'))
    .add(contracts.MatchId, idDoc('MatchId', 'mat'))
    .add(contracts.MarketId, idDoc('MarketId', 'mkt'))
    .add(contracts.BetId, idDoc('BetId', 'bet'))

const addAll = (names: Names, schemas: Readonly<Record<string, z.ZodType>>): Names => {
  for (const [id, schema] of Object.entries(schemas)) names.add(schema, { id })
  return names
}

const { AgentEvent, AgentInput, Bet, CheckState, Check, FeedItem, FrameAnswer, Goal, GoalInput, LedgerAudit, Lobby } = contracts
const { Market, MarketOutcome, Match, MatchView, MyBet, Payout, Quote, RecentItem, Sandbox, SandboxConfig } = contracts
const { Settlement, User, WalletEntry } = contracts

/** What is answered. */
export const answerNames = addAll(addIds(z.registry<Named>()), {
  Bet,
  Check,
  CheckState,
  FeedItem,
  FrameAnswer,
  Goal,
  LedgerAudit,
  Lobby,
  Market,
  MarketOutcome,
  Match,
  MatchView,
  MyBet,
  Payout,
  Quote,
  RecentItem,
  Sandbox,
  SandboxConfig,
  Settlement,
  User,
  WalletEntry,
})

/** What is asked: fields with a default may be left out there, so these are schemas of their own. */
export const inputNames = addAll(addIds(z.registry<Named>()), { AgentEvent, AgentInput, CheckInput: Check, GoalInput })
