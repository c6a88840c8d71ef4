/** Reads what operators send; what does not fit is refused with the field's name. */
import { z } from 'zod'
import { Refusal } from '../refusal.ts'

export const read = <T>(shape: z.ZodType<T>, given: unknown): T => {
  const parsed = shape.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Refusal({
    status: 400,
    reason: 'invalid-input',
    title: 'Invalid input',
    detail: z.prettifyError(parsed.error),
    errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  })
}
