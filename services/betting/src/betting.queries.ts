/** What betting answers: markets and quotes, bets and settlements, wallets, the books. */
import {
  auditLedger,
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
  type Settlement,
} from '@agent-arena/contracts'
import { presentState, type Database, type EventLog } from '@agent-arena/event-store'
import { serve, type Served } from '@agent-arena/message-bus'
import type { Auditor } from './audit/auditor.ts'
import { userOf } from './caller.ts'
import { marketFold, marketStream } from './market/market.state.ts'
import { quoteOf } from './market/quote.ts'
import { readMarket, recordOf } from './market/read-market.ts'
import { settledBookOf } from './market/settled-book.ts'
import { auditOf, balanceOf } from './views/balances.view.ts'
import { betsOfMarket, betsOfUser } from './views/bets.view.ts'
import { historyOf } from './views/history.view.ts'
import { leaderboardOf } from './views/leaderboard.view.ts'
import { findMarket } from './views/markets.view.ts'
import { entriesOf } from './views/wallet-entries.view.ts'

/** A market's settlement from its own stream, as anybody could compute it. */
const settlementOf = async (log: EventLog, marketId: string): Promise<Settlement> => {
  const { market, events } = await readMarket(log, marketId)
  const { status, winners } = market
  const { losingPool, fee, payouts } = settledBookOf(market) ?? { losingPool: 0, fee: 0, payouts: [] }
  return {
    status,
    outcome: winners.length === 1 ? (winners[0] ?? null) : null,
    winners: [...winners],
    losingPool,
    fee,
    payouts: payouts.map(({ betId, userId, stake, payout, kind }) => ({ betId, userId, stake, payout, kind })),
    position: events.find(({ type }) => type === 'MarketSettled' || type === 'MarketVoided')?.position ?? null,
  }
}

export const bettingQueries = (log: EventLog, db: Database, auditor: Pick<Auditor, 'reconcile'>): readonly Served[] => [
  serve(getMarket, ({ marketId }) => findMarket(db, marketId)),
  serve(quoteBet, async (input) => {
    const market = await presentState(log, { stream: marketStream(input.marketId), fold: marketFold })
    return quoteOf(input, market, await log.now())
  }),
  serve(listBets, ({ marketId, ...page }) => betsOfMarket(db, marketId, page)),
  serve(listMarketEvents, ({ marketId, ...page }) => recordOf(log, marketId, page)),
  serve(getMarketHistory, ({ marketId }) => historyOf(db, marketId)),
  serve(getSettlement, ({ marketId }) => settlementOf(log, marketId)),
  serve(getWallet, async (_, context) => ({ balance: await balanceOf(db, userOf(context).id) })),
  serve(listWalletEntries, async (page, context) => entriesOf(db, userOf(context).id, page)),
  serve(listMyBets, async (page, context) => betsOfUser(db, userOf(context).id, page)),
  serve(getLeaderboard, (asked) => leaderboardOf(db, asked)),
  serve(auditLedger, () => auditOf(db)),
  serve(reconcileBooks, () => auditor.reconcile()),
]
