/** Places a bet once: asks a stranger to join first, and sends the same bet under the same key until the arena has answered. */
import { useRef } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { Bet } from '@agent-arena/contracts'
import { arena } from '../../api/client.ts'
import { renewAfterBet } from '../../api/renew.ts'
import { askToJoin, currentToken } from '../../api/session.ts'
import { isSignedOut, isUncertain } from '../../words/problem.ts'
import { type IntentKey, keyFor } from './intent-key.ts'
import type { BetIntent } from './slip.ts'

const MAX_RETRIES = 2

/** The placed bet; undefined when somebody would rather just watch. */
export const usePlaceBet = (marketId: string) => {
  const unanswered = useRef<IntentKey>(undefined)

  const place = async (bet: BetIntent): Promise<Bet | undefined> => {
    if (!currentToken() && !(await askToJoin())) return undefined
    const { key } = (unanswered.current = keyFor(unanswered.current, { ...bet, marketId }))
    try {
      const placed = await arena.placeBet({ marketId, ...bet }, { idempotencyKey: key })
      unanswered.current = undefined
      return placed
    } catch (problem) {
      if (!isUncertain(problem)) unanswered.current = undefined
      if (isSignedOut(problem)) return place(bet)
      throw problem
    }
  }

  return useMutation({
    mutationFn: place,
    networkMode: 'always',
    retry: (failures, problem) => isUncertain(problem) && failures < MAX_RETRIES,
    onSettled: () => void renewAfterBet(marketId),
  })
}
