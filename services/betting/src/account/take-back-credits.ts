/** Moves a gift that came too late back from an agent's account; that it goes back once is the agent's own rule. */
import type { CreditsTransferred } from '@agent-arena/contracts'
import { agentAccountOf } from './ledger.ts'
import { returnedGiftText } from './texts.ts'

export interface TakeBackCredits {
  readonly type: 'TakeBackCredits'
  readonly data: {
    readonly userId: string
    readonly sandboxId: string
    readonly title: string
    readonly credits: number
    readonly transferId: string
  }
  readonly at: string
}

export const takeBackCredits = ({ data, at }: TakeBackCredits): readonly CreditsTransferred[] => {
  const { userId, sandboxId, title, credits, transferId } = data
  const from = agentAccountOf(sandboxId)
  const text = returnedGiftText(credits, title)
  return [{ type: 'CreditsTransferred', data: { transferId, from, to: userId, credits, reason: 'credits', text, sandboxId, at } }]
}
