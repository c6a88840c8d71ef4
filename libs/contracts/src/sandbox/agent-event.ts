/** What an agent tells about its run: one payload schema a type, numbered by the agent from 1 without gaps. */
import { z } from 'zod'
import { Time } from '../values.ts'

const text = z.string().max(8000)
const short = z.string().max(2000)

/** Further fields are kept: agents may tell more than the audience page shows. */
export const agentEventPayloads = {
  reasoning: z.looseObject({ text, confidence: z.number().min(0).max(1).optional() }),
  browser_action: z.looseObject({
    action: short,
    target: short.optional(),
    value: short.optional(),
    url: short,
    ok: z.boolean(),
    error: short.optional(),
  }),
  email: z.looseObject({ direction: z.enum(['in', 'out']), from: short, to: short, subject: short, preview: short }),
  payment: z.looseObject({ direction: z.enum(['in', 'out']), payee: short, amount: z.int(), memo: short, balance: z.int() }),
  screenshot: z.looseObject({ blob: short, width: z.int().positive(), height: z.int().positive() }),
  error: z.looseObject({ message: short, kind: z.enum(['tool', 'model', 'page', 'agent']), retrying: z.boolean() }),
  progress: z.looseObject({ progress: z.number().min(0).max(100), note: short.optional() }),
  memory: z.looseObject({
    operation: z.enum(['remember', 'recall']),
    text,
    score: z.number().optional(),
    usedFor: short.optional(),
  }),
  model_switch: z.looseObject({ from: short, to: short, cause: short }),
  tool: z.looseObject({
    name: short,
    input: z.unknown(),
    output: z.unknown().optional(),
    ok: z.boolean(),
    ms: z.number().min(0),
  }),
  prompt: z.looseObject({ promptId: short, decision: z.enum(['accepted', 'declined']), reason: short, quote: short.optional() }),
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
