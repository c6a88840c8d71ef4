/** The language of markets, bets and wallets. */
export * from './account-events.ts'
export * from './agent-events.ts'
export * from './events.ts'
export * from './market-events.ts'
export * from './market.ts'
export * from './multiplier.ts'
export * from './operations.ts'
