/** The log tells a fault with its stack, and what is only away without one. */
import { Rejection } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { createLogger } from './logger.ts'

const written = (error: Error): unknown => {
  const lines: string[] = []
  const logger = createLogger({ format: 'json', level: 'warn', destination: { write: (line) => void lines.push(line) } })
  logger.error({ err: error }, 'it stumbled')
  return (JSON.parse(lines.join('')) as { readonly err: unknown }).err
}

test('a fault is told with its stack', () => {
  expect(written(new Error('a planted fault'))).toMatchObject({
    type: 'Error',
    message: 'a planted fault',
    stack: expect.stringContaining('logger.test'),
  })
})

test('what is only away is told in words, without a stack', () => {
  expect(written(new Rejection('unavailable', { detail: 'The bus does not answer.' }))).toEqual({
    type: 'Rejection',
    reason: 'unavailable',
    message: 'The bus does not answer.',
  })
})
