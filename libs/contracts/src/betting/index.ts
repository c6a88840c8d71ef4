/** The language of markets, bets and wallets. */
export type * from './events.ts'
export * from './market.ts'
export * from './multiplier.ts'
export * from './operations.ts'
