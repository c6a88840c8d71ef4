/** Configuration is read once, with all its faults at once. */
import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { parseConfig } from './config.ts'

const schema = z.object({ PORT: z.coerce.number().int().min(0).default(3000), MODE: z.enum(['on', 'off']).default('on') })

test('fills in defaults, and takes an empty variable as not set', () => {
  expect(parseConfig(schema, { PORT: '', MODE: 'off', OTHER: 'x' })).toEqual({ PORT: 3000, MODE: 'off' })
})

test('names every faulty variable in one error', () => {
  expect(() => parseConfig(schema, { PORT: 'x', MODE: 'maybe' })).toThrow(/PORT must be a number[^]*MODE must be one of on, off/)
})

test('gives a value that cannot be changed', () => expect(Object.isFrozen(parseConfig(schema, {}))).toBe(true))
