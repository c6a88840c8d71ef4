/** Spends credits once: asks a stranger to join first, and sends the same intent again while no answer has come. */
import { useMutation } from '@tanstack/react-query'
import type { CallOptions } from '@agent-arena/contracts'
import { isSignedOut, isUncertain } from '../words/problem.ts'
import { askToJoin, currentToken } from './session.ts'
import { useSendOnce } from './use-send-once.ts'

const MAX_RETRIES = 2

interface Spending<I extends object, O> {
  readonly send: (intent: I, options: CallOptions) => Promise<O>
  /** Whether it came about or not. */
  readonly onSettled: () => void
}

/** What the arena answered; undefined when somebody would rather just watch. */
export const useSpending = <I extends object, O>({ send, onSettled }: Spending<I, O>) => {
  const sendOnce = useSendOnce()
  const spend = async (intent: I): Promise<O | undefined> => {
    if (!currentToken() && !(await askToJoin())) return undefined
    try {
      return await sendOnce(intent, (options) => send(intent, options))
    } catch (problem) {
      if (isSignedOut(problem)) return spend(intent)
      throw problem
    }
  }
  return useMutation({
    mutationFn: spend,
    networkMode: 'always',
    retry: (failures, problem) => isUncertain(problem) && failures < MAX_RETRIES,
    onSettled,
  })
}
