/** What betting answers: markets and quotes, bets and settlements, wallets, the books. */
import {
  auditLedger,
  getBettingRules,
  getLeaderboard,
  getMarket,
  getMarketHistory,
  getSettlement,
  getWallet,
  listBets,
  listMarketEvents,
  listMyBets,
  listWalletEntries,
  quoteBet,
  reconcileBooks,
  type RequestContext,
  type Settlement,
} from '@agent-arena/contracts'
import { presentState, type Database, type EventLog } from '@agent-arena/event-store'
import { serve, type Served } from '@agent-arena/message-bus'
import type { AccountWriter } from './account/account.writer.ts'
import type { Auditor } from './audit/auditor.ts'
import type { BettingConfig } from './betting.config.ts'
import { userOf } from './caller.ts'
import { marketFold, marketStream } from './market/market.state.ts'
import { quoteOf } from './market/quote.ts'
import { readMarket, recordOf } from './market/read-market.ts'
import { settledBookOf } from './market/settled-book.ts'
import { VERDICT_HOURS } from './market/verdict-time.ts'
import { auditOf, balanceOf } from './views/balances.view.ts'
import { betsOfMarket, betsOfUser } from './views/bets.view.ts'
import { historyOf } from './views/history.view.ts'
import { leaderboardOf } from './views/leaderboard.view.ts'
import { findMarket } from './views/markets.view.ts'
import { entriesOf } from './views/wallet-entries.view.ts'

/** A market's settlement from its own stream, as anybody could compute it. */
const settlementOf = async (log: EventLog, marketId: string): Promise<Settlement> => {
  const { market, events } = await readMarket(log, marketId)
  const { status, winners, reversals } = market
  const { losingPool, fee, payouts } = settledBookOf(market) ?? { losingPool: 0, fee: 0, payouts: [] }
  return {
    status,
    outcome: winners.length === 1 ? (winners[0] ?? null) : null,
    winners: [...winners],
    losingPool,
    fee,
    payouts: payouts.map(({ cause: _cause, ...told }) => told),
    position: events.findLast(({ type }) => type === 'MarketSettled' || type === 'MarketVoided')?.position ?? null,
    reversals: [...reversals],
  }
}

export interface QueryParts {
  readonly log: EventLog
  readonly db: Database
  readonly accounts: Pick<AccountWriter, 'refill'>
  readonly auditor: Pick<Auditor, 'reconcile'>
  readonly config: BettingConfig
}

/** Who is broke is refilled by looking: the one question that may move credits, at most once a day. */
const walletOf = async ({ db, accounts, config }: Pick<QueryParts, 'db' | 'accounts' | 'config'>, context: RequestContext) => {
  const { id } = userOf(context)
  const balance = await balanceOf(db, id)
  return { balance: balance < config.refill.below ? await accounts.refill(id, context) : balance }
}

const rulesOf = ({ feeBps, grantCredits, tokensPerCredit, refill, reversalHours }: BettingConfig) => ({
  feeBps,
  grantCredits,
  tokensPerCredit,
  refill,
  reversalHours,
  verdictHours: VERDICT_HOURS,
})

export const bettingQueries = ({ log, db, accounts, auditor, config }: QueryParts): readonly Served[] => [
  serve(getMarket, ({ marketId }) => findMarket(db, marketId)),
  serve(quoteBet, async (input) => {
    const market = await presentState(log, { stream: marketStream(input.marketId), fold: marketFold })
    return quoteOf(input, market, await log.now())
  }),
  serve(listBets, ({ marketId, ...page }) => betsOfMarket(db, marketId, page)),
  serve(listMarketEvents, ({ marketId, ...page }) => recordOf(log, marketId, page)),
  serve(getMarketHistory, ({ marketId }) => historyOf(db, marketId)),
  serve(getSettlement, ({ marketId }) => settlementOf(log, marketId)),
  serve(getWallet, (_, context) => walletOf({ db, accounts, config }, context)),
  serve(getBettingRules, async () => rulesOf(config)),
  serve(listWalletEntries, async (page, context) => entriesOf(db, userOf(context).id, page)),
  serve(listMyBets, async (page, context) => betsOfUser(db, userOf(context).id, page)),
  serve(getLeaderboard, (asked) => leaderboardOf(db, asked)),
  serve(auditLedger, () => auditOf(db)),
  serve(reconcileBooks, () => auditor.reconcile()),
]
