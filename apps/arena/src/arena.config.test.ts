/** Settings that do not go together are refused by name before anything is started. */
import { ConfigError } from '@agent-arena/service-kit'
import { expect, test } from '@jest/globals'
import { readConfig } from './arena.config.ts'

const split = { ARENA_SPLIT: 'on', NATS_URL: 'nats://127.0.0.1:4222', ARENA_PORT: '3000' }

const problemOf = (environment: NodeJS.ProcessEnv): string | null => {
  try {
    readConfig(environment)
    return null
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

test('services in processes of their own need a bus', () => {
  expect(problemOf({ ARENA_SPLIT: 'on' })).toContain('NATS_URL must be set')
  expect(problemOf(split)).toBeNull()
})

test.each(['2996', '3000'])('the port of the pages is none of the five for probes from %s', (first) => {
  expect(problemOf({ ...split, ARENA_PROBES_PORT: first })).toContain('ARENA_PROBES_PORT must leave out ARENA_PORT')
})

test.each(['2995', '3001'])('the ports for probes from %s may stand beside that of the pages', (first) => {
  expect(problemOf({ ...split, ARENA_PROBES_PORT: first })).toBeNull()
})
