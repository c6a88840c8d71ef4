/** Turns zod's findings into refusals that name the field and the reason. */
import type { z } from 'zod'
import { Rejection, type FieldError } from './rejection.ts'

const MAX_ERRORS = 20

export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.slice(0, MAX_ERRORS).map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }))

const sentence = (errors: readonly FieldError[]) =>
  errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')

/** The parsed value, or a `malformed` rejection that lists every faulty field. */
export const parseOrReject = <T extends z.ZodType>(schema: T, value: unknown, more: readonly FieldError[] = []): z.output<T> => {
  const result = schema.safeParse(value)
  const errors = [...more, ...(result.success ? [] : fieldErrors(result.error))]
  if (result.success && errors.length === 0) return result.data
  throw new Rejection('malformed', { detail: sentence(errors), errors })
}
