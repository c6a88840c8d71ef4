/** Betting: play-money accounts, markets on sandboxes and matches, odds, settlement. */
export { reconcile } from './audit/reconcile.ts'
export { bettingConfigOf, bettingVariables, defaultBettingConfig, type BettingConfig } from './betting.config.ts'
export { BettingModule, bettingService, bettingViews } from './betting.module.ts'
