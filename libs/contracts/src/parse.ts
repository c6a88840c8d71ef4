/** Turns zod's findings into refusals that name the field and the reason. */
import type { z } from 'zod'
import { Rejection, type FieldError } from './rejection.ts'

const MAX_ERRORS = 20

type Issue = z.core.$ZodIssue

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

const sizes: Readonly<Record<string, string>> = { string: ' characters', array: ' items' }

const limited = (origin: string, bound: string, limit: number | bigint) =>
  origin in sizes ? `must have ${bound} ${limit}${sizes[origin]}` : `must be ${bound} ${limit}`

const isMissing = (issue: Issue) => issue.message.endsWith('received undefined')

/** Zod's reason in our words, where it has none of the contract's own. */
const wordsOf = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue) ? 'is missing' : `must be ${kinds[issue.expected] ?? issue.expected}`
    case 'too_small':
      return limited(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)
    case 'too_big':
      return limited(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`
    default:
      return issue.message
  }
}

const pathOf = (path: readonly PropertyKey[]) => path.map(String).join('.')

const errorsOf = (issue: Issue): FieldError[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'is not a field here' }))
    : [{ path: pathOf(issue.path), message: wordsOf(issue) }]

export const fieldErrors = (error: z.ZodError): FieldError[] => error.issues.flatMap(errorsOf).slice(0, MAX_ERRORS)

const sentence = (errors: readonly FieldError[]) =>
  errors.map(({ path, message }) => (path === '' ? message : `${path} ${message}`)).join('; ')

/** The parsed value, or a `malformed` rejection that lists every faulty field. */
export const parseOrReject = <T extends z.ZodType>(schema: T, value: unknown, more: readonly FieldError[] = []): z.output<T> => {
  const result = schema.safeParse(value)
  const errors = [...more, ...(result.success ? [] : fieldErrors(result.error))]
  if (result.success && errors.length === 0) return result.data
  throw new Rejection('malformed', { detail: sentence(errors), errors })
}
