/** What a service that is started alone says of its environment. */
import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { readSettings } from './service-process.ts'

const own = z.object({ ARENA_GYM_URL: z.string() })
const platform = { DATABASE_URL: 'postgres://arena@localhost/arena', NATS_URL: 'nats://localhost:4222' }

test('its own variables and those of the platform are one configuration', () => {
  expect(readSettings(own, { ...platform, ARENA_GYM_URL: 'http://gym' })).toMatchObject({
    ...platform,
    ARENA_GYM_URL: 'http://gym',
  })
})

test('everything that is missing is told at once and in the same words', () => {
  expect(() => readSettings(own, {})).toThrow(
    /^The configuration cannot be used:\n {2}DATABASE_URL is missing\n {2}NATS_URL is missing\n {2}ARENA_GYM_URL is missing$/,
  )
})

test('an address of another kind is told with one that fits', () => {
  expect(() => readSettings(own, { ...platform, DATABASE_URL: 'mysql://localhost/arena' })).toThrow(
    /DATABASE_URL must be an address like postgres:/,
  )
})
