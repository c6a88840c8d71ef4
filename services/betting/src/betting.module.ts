/** Betting’s table of contents: what the service has, by room. */
import type { View } from '@agent-arena/event-store'
import { provideService, type ServiceSpec } from '@agent-arena/service-kit'
import { Module, type DynamicModule } from '@nestjs/common'
import { createAccountWriter } from './account/account.writer.ts'
import { createAgentWriter } from './agent/agent.writer.ts'
import { Auditor } from './audit/auditor.ts'
import { bettingCommands } from './betting.commands.ts'
import { defaultBettingConfig, type BettingConfig } from './betting.config.ts'
import { bettingQueries } from './betting.queries.ts'
import { bettingTimers } from './betting.timers.ts'
import { createMarketWriter } from './market/market.writer.ts'
import { createPayer } from './payout/payer.ts'
import { agentAccountsFollowRuns } from './reactions/agent-accounts-follow-runs.ts'
import { marketsFollowRuns } from './reactions/markets-follow-runs.ts'
import { payBetsWhenMarketIsOver } from './reactions/pay-bets-when-market-is-over.ts'
import { balancesView } from './views/balances.view.ts'
import { betsView } from './views/bets.view.ts'
import { historyView } from './views/history.view.ts'
import { leaderboardView } from './views/leaderboard.view.ts'
import { marketsView } from './views/markets.view.ts'
import { walletEntriesView } from './views/wallet-entries.view.ts'

export const bettingViews: readonly View[] = [
  marketsView,
  betsView,
  balancesView,
  walletEntriesView,
  historyView,
  leaderboardView,
]

export const bettingService = (config: BettingConfig = defaultBettingConfig): ServiceSpec => ({
  name: 'betting',
  build({ log, db, bus, logger, metrics, viewsCurrent }) {
    const markets = createMarketWriter(log, config)
    const accounts = createAccountWriter(log, config)
    const agents = createAgentWriter(log, config)
    const auditor = new Auditor({ db, logger, metrics, viewsCurrent })
    return {
      commands: bettingCommands({ bus, markets, accounts, agents }),
      queries: bettingQueries({ log, db, accounts, auditor, config }),
      views: bettingViews,
      reactions: [
        marketsFollowRuns(markets, config),
        agentAccountsFollowRuns(agents),
        payBetsWhenMarketIsOver(createPayer(log), auditor),
      ],
      timers: bettingTimers(markets),
      daily: [{ name: 'audit', work: () => auditor.reconcile() }],
    }
  },
})

@Module({})
export class BettingModule {
  static of(config?: BettingConfig): DynamicModule {
    return { module: BettingModule, providers: [provideService(bettingService(config))] }
  }
}
