/** What an agent tells about its run: one payload schema a type, numbered by the agent from 1 without gaps. */
import { z } from 'zod'
import { Time } from '../values.ts'

/** No field has a limit of its own: the event as a whole has. */
const text = z.string()

/** Further fields are kept: agents may tell more than the audience page shows. */
export const agentEventPayloads = {
  reasoning: z.looseObject({ text, confidence: z.number().min(0).max(1).optional() }),
  browser_action: z.looseObject({
    action: text,
    target: text.optional(),
    value: text.optional(),
    url: text,
    ok: z.boolean(),
    error: text.optional(),
  }),
  email: z.looseObject({ direction: z.enum(['in', 'out']), from: text, to: text, subject: text, preview: text }),
  payment: z.looseObject({ direction: z.enum(['in', 'out']), payee: text, amount: z.int(), memo: text, balance: z.int() }),
  screenshot: z.looseObject({ blob: text, width: z.int().positive(), height: z.int().positive() }),
  error: z.looseObject({ message: text, kind: z.enum(['tool', 'model', 'page', 'agent']), retrying: z.boolean() }),
  progress: z.looseObject({ progress: z.number().min(0).max(100), note: text.optional() }),
  memory: z.looseObject({
    operation: z.enum(['remember', 'recall']),
    text,
    score: z.number().optional(),
    usedFor: text.optional(),
  }),
  model_switch: z.looseObject({ from: text, to: text, cause: text }),
  tool: z.looseObject({
    name: text,
    input: z.unknown(),
    output: z.unknown().optional(),
    ok: z.boolean(),
    ms: z.number().min(0),
  }),
  prompt: z.looseObject({ promptId: text, decision: z.enum(['accepted', 'declined']), reason: text, quote: text.optional() }),
} as const

export type AgentEventType = keyof typeof agentEventPayloads

/** An event as JSON, payload and all, holds at most this many bytes. */
export const MAX_AGENT_EVENT_BYTES = 16 * 1024

const eventOf = <T extends AgentEventType, P extends z.ZodType>(type: T, payload: P) =>
  z.strictObject({ seq: z.int().min(1), type: z.literal(type), payload, at: Time.optional() })

export const AgentEvent = z
  .discriminatedUnion('type', [
    eventOf('reasoning', agentEventPayloads.reasoning),
    eventOf('browser_action', agentEventPayloads.browser_action),
    eventOf('email', agentEventPayloads.email),
    eventOf('payment', agentEventPayloads.payment),
    eventOf('screenshot', agentEventPayloads.screenshot),
    eventOf('error', agentEventPayloads.error),
    eventOf('progress', agentEventPayloads.progress),
    eventOf('memory', agentEventPayloads.memory),
    eventOf('model_switch', agentEventPayloads.model_switch),
    eventOf('tool', agentEventPayloads.tool),
    eventOf('prompt', agentEventPayloads.prompt),
  ])
  .refine((event) => new TextEncoder().encode(JSON.stringify(event)).length <= MAX_AGENT_EVENT_BYTES, {
    error: 'an event holds at most 16 KiB',
  })
export type AgentEvent = z.output<typeof AgentEvent>
export type AgentEventInput = z.input<typeof AgentEvent>
