/** Sends what may happen only once: under the same key until the arena has answered. */
import { useRef } from 'react'
import type { CallOptions } from '@agent-arena/contracts'
import { isUncertain } from '../words/problem.ts'
import { type IntentKey, keyFor } from './intent-key.ts'

export const useSendOnce = () => {
  const unanswered = useRef<IntentKey>(undefined)
  return async <O>(intent: object, send: (options: CallOptions) => Promise<O>): Promise<O> => {
    const { key } = (unanswered.current = keyFor(unanswered.current, intent))
    try {
      const answer = await send({ idempotencyKey: key })
      unanswered.current = undefined
      return answer
    } catch (problem) {
      if (!isUncertain(problem)) unanswered.current = undefined
      throw problem
    }
  }
}
