/** One Idempotency-Key per intended bet: the same while it is uncertain whether it arrived, fresh for every other. */
import type { BetIntent } from './slip.ts'

export interface IntentKey {
  readonly intent: string
  readonly key: string
}

/** 128 random bits; `crypto.randomUUID` is missing on pages served over plain HTTP from another machine. */
export const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The key to send an intent with: the last one if that is the same bet, still unanswered. */
export const keyFor = (last: IntentKey | undefined, bet: BetIntent & { readonly marketId: string }): IntentKey => {
  const intent = JSON.stringify([bet.marketId, bet.outcome, bet.stake, bet.minMultiplier ?? null])
  return last?.intent === intent ? last : { intent, key: newKey() }
}
