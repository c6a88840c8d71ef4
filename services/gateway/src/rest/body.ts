/** How JSON bodies are read: at most 1 MiB, no poisoned keys, no abyss of brackets, an empty body is no body. */
import { Rejection } from '@agent-arena/contracts'
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

/** Text that a database cannot keep: U+0000, or half of a surrogate pair; in values and in names. */
export const hasUnfitText = (value: unknown): boolean => {
  if (typeof value === 'string') return isUnfit(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, field]) => isUnfit(name) || hasUnfitText(field))
}

const malformed = (message: string) =>
  new Rejection('malformed', { detail: `body: ${message}`, errors: [{ path: 'body', message }] })

export const readJsonBodies = (scope: FastifyInstance): void => {
  const parse = scope.getDefaultJsonParser('error', 'error')
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
    (request, text, done) => {
      if (text.trim() === '') return done(null, undefined)
      return parse(request, text, (error, value) => {
        if (error) done(malformed('is not valid JSON'))
        else if (isTooDeep(value)) done(malformed(`is nested more than ${MAX_DEPTH} levels deep`))
        else if (hasUnfitText(value)) done(malformed('holds U+0000 or half of a surrogate pair, which no text may'))
        else done(null, value)
      })
    },
  )
}
