/** Small values that every contract shares: times, credits, pages. */
import { z } from 'zod'

/** A time on the wire: ISO 8601, UTC, milliseconds. */
export const Time = z.iso.datetime()

/** Whole credits of play money; never a fraction. */
export const Credits = z.int()

/** A stake or gift: at least one whole credit. */
export const Stake = z.int().min(1)

/** Referee's progress in percent. */
export const Progress = z.number().min(0).max(100)

/**
 * Text that people see in one line: trimmed, visible, nothing that hides or turns round (the joiner of emoji is let through), no letter
 * or sign that shows nothing: two names that differ by it would look the same. Marks that are not shown belong to what stands before.
 */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}\p{Cf}\p{DI}\u2800\u{1d159}]|(?=\p{DI})\p{M}|\u200d)*$/u, {
      error: 'must not contain control or invisible characters',
    })
    .regex(/[\p{L}\p{N}\p{P}\p{S}]/u, { error: 'must have a visible character' })

/** Longer text: new lines and tabs are allowed, other control characters are not. */
export const prose = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, { error: 'must not contain control characters' })

/** How many items a page holds; numbers arrive as text in a query string. */
export const Limit = z.coerce.number().int().min(1).max(500).default(50)

/** A list inside an event, which nobody changes. */
export const listOf = <T extends z.ZodType>(item: T) => z.array(item).readonly()

/** A page of items and where the next one begins (`null` at the end). */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

export const Nothing = z.object({})
