/** What crosses the bus: the same checks and the same JSON in every implementation. */
import {
  isRejection,
  parseOrReject,
  problemOf,
  Rejection,
  rejectionOf,
  type Operation,
  type Problem,
  type RequestContext,
} from '@agent-arena/contracts'
import { z } from 'zod'
import type { Handler } from './message-bus.ts'

/** Whoever may write on the bus is believed in what they say of themselves, not in how they say it. */
const Named = z.looseObject({ kind: z.enum(['user', 'operator', 'sandbox', 'service']), id: z.string() })
const WireRequest = z.object({
  input: z.unknown(),
  context: z.looseObject({
    caller: z.union([z.looseObject({ kind: z.literal('anyone') }), Named]),
    deadline: z.number(),
    correlationId: z.string(),
  }),
})

interface WireRequest {
  readonly input: unknown
  readonly context: RequestContext
}

export type WireAnswer = { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly problem: Problem }

export const encode = (value: unknown): string => JSON.stringify(value ?? null)

export const decode = (text: string): unknown => JSON.parse(text)

/** Errors: `Rejection` with `malformed`. */
const requestOf = (text: string): WireRequest => {
  let value: unknown
  try {
    value = decode(text)
  } catch (error) {
    throw new Rejection('malformed', {
      detail: `The request is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    })
  }
  return parseOrReject(WireRequest, value) as unknown as WireRequest
}

/** Runs a handler on what came over the wire; a fault is told to `onFault` and answered without its words. */
export const answerWire = async (
  operation: Operation,
  handler: Handler<Operation>,
  { text, onFault }: { text: string; onFault: (fault: unknown, operation: Operation) => void },
): Promise<string> => {
  try {
    const { input, context } = requestOf(text)
    if (context.deadline <= Date.now()) throw new Rejection('deadline-exceeded')
    const output = await handler(parseOrReject(operation.input, input), context)
    return encode({ ok: true, output } satisfies WireAnswer)
  } catch (error) {
    if (isRejection(error)) return encode({ ok: false, problem: problemOf(error) } satisfies WireAnswer)
    onFault(error, operation)
    return encode({ ok: false, problem: problemOf(new Rejection('internal-fault')) } satisfies WireAnswer)
  }
}

export const readWireAnswer = (text: string): unknown => {
  const answer = decode(text) as WireAnswer
  if (answer.ok) return answer.output
  throw rejectionOf(answer.problem)
}
