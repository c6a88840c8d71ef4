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

test('everything that is wrong is told at once, also what concerns several variables', () => {
  const faults = problemOf({ ARENA_PORT: 'abc', ARENA_OPERATOR_TOKEN: 'short', ARENA_SPLIT: 'on' })?.split('\n').slice(1)
  expect(faults).toEqual([
    expect.stringContaining('ARENA_PORT must be a number'),
    expect.stringContaining('ARENA_OPERATOR_TOKEN must have at least 16 characters'),
    expect.stringContaining('NATS_URL must be set'),
  ])
  const ports = problemOf({ ...split, ARENA_PROBES_PORT: '3000', ARENA_DEMO: 'maybe' })
  expect(ports).toMatch(/ARENA_DEMO must be one of on, off[^]*ARENA_PROBES_PORT must leave out ARENA_PORT/)
})

test('a rule over several variables says nothing while one of them is wrong by itself', () => {
  expect(problemOf({ ARENA_SPLIT: 'maybe' })).not.toContain('NATS_URL')
  expect(problemOf({ ARENA_SPLIT: 'on', NATS_URL: 'http://nowhere' })?.match(/NATS_URL/g)).toHaveLength(1)
  expect(problemOf({ ...split, ARENA_PORT: 'abc', ARENA_PROBES_PORT: '3000' })).not.toContain('ARENA_PROBES_PORT')
})

test.each(['2996', '3000'])('the port of the pages is none of the five for probes from %s', (first) => {
  expect(problemOf({ ...split, ARENA_PROBES_PORT: first })).toContain('ARENA_PROBES_PORT must leave out ARENA_PORT')
})

test.each(['2995', '3001'])('the ports for probes from %s may stand beside that of the pages', (first) => {
  expect(problemOf({ ...split, ARENA_PROBES_PORT: first })).toBeNull()
})
