/** How JSON bodies are read: at most 1 MiB, no poisoned keys, no abyss of brackets, an empty body is no body. */
import { malformed, type Rejection } from '@agent-arena/contracts'
import type { FastifyInstance } from 'fastify'

export const BODY_LIMIT_BYTES = 1024 * 1024
/** Deeper values would overflow the stack of whoever walks them. */
const MAX_DEPTH = 64

const childrenOf = (value: unknown): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : [])

export const isTooDeep = (value: unknown): boolean => {
  let level = childrenOf(value)
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true
    level = level.flatMap(childrenOf)
  }
  return false
}

const isUnfit = (text: string) => text.includes('\0') || !text.isWellFormed()

/** Where text stands that a database cannot keep: U+0000, or half of a surrogate pair; in a value or in a name. */
export const unfitTextIn = (value: unknown, path: readonly string[] = []): readonly string[] | null => {
  if (typeof value === 'string') return isUnfit(value) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, field] of Object.entries(value)) {
    const found = isUnfit(name) ? path : unfitTextIn(field, [...path, name])
    if (found) return found
  }
  return null
}

/** The refusal of such text, by the field. */
export const unfitText = (path: readonly string[]): Rejection =>
  malformed(path.join('.'), 'must not hold U+0000 or half of a surrogate pair')

export const readJsonBodies = (scope: FastifyInstance): void => {
  const parse = scope.getDefaultJsonParser('error', 'error')
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
    (request, text, done) => {
      if (text.trim() === '') return done(null, undefined)
      return parse(request, text, (error, value) => {
        const unfit = error || isTooDeep(value) ? null : unfitTextIn(value)
        if (error) done(malformed('body', 'is not valid JSON'))
        else if (isTooDeep(value)) done(malformed('body', `is nested more than ${MAX_DEPTH} levels deep`))
        else if (unfit) done(unfitText(unfit))
        else done(null, value)
      })
    },
  )
}
