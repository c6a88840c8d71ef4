/** Markets follow the runs that they bet on. One reader for all of it, because a market must see its run's events in their order. */
import type { SandboxServiceFact, Stored } from '@agent-arena/contracts'
import type { Reaction } from '@agent-arena/service-kit'
import type { MarketWriter } from '../market/market.writer.ts'
import { noteProgressWhenRefereeSeesIt } from './note-progress-when-referee-sees-it.ts'
import { openMarketWhenRunIsRequested } from './open-market-when-run-is-requested.ts'
import { settleMarketWhenMatchIsDecided } from './settle-market-when-match-is-decided.ts'
import { settleMarketWhenRunEnds } from './settle-market-when-run-ends.ts'
import { startMarketWhenRunBegins } from './start-market-when-run-begins.ts'
import { stopBetsWhenVerdictIsAwaited } from './stop-bets-when-verdict-is-awaited.ts'

const parts = [
  openMarketWhenRunIsRequested,
  startMarketWhenRunBegins,
  noteProgressWhenRefereeSeesIt,
  stopBetsWhenVerdictIsAwaited,
  settleMarketWhenRunEnds,
  settleMarketWhenMatchIsDecided,
] as const

export const marketsFollowRuns = (markets: Pick<MarketWriter, 'step'>, config: { readonly feeBps: number }): Reaction => ({
  name: 'markets-follow-runs',
  source: 'sandbox',
  react: (event: Stored<SandboxServiceFact>) =>
    parts.flatMap((part) => part(event, config)).map((task) => (context) => markets.step(task, context)),
})
