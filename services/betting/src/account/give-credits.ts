/** Moves a gift from a user's account to an agent's; whether the agent takes it is the agent's own rule. */
import type { CreditsTransferred } from '@agent-arena/contracts'
import type { AccountState } from './account.state.ts'
import { agentAccountOf } from './ledger.ts'
import { requireCredits } from './require-credits.ts'
import { giftText } from './texts.ts'

export interface GiveCredits {
  readonly type: 'GiveCredits'
  readonly data: {
    readonly userId: string
    readonly sandboxId: string
    readonly title: string
    readonly credits: number
    readonly tokens: number
    readonly transferId: string
  }
  readonly at: string
}

export const giveCredits = ({ data, at }: GiveCredits, account: AccountState): readonly CreditsTransferred[] => {
  const { userId, sandboxId, title, credits, tokens, transferId } = data
  requireCredits(credits, account, 'gift')
  const text = giftText(credits, tokens, title)
  const to = agentAccountOf(sandboxId)
  return [{ type: 'CreditsTransferred', data: { transferId, from: userId, to, credits, reason: 'credits', text, sandboxId, at } }]
}
