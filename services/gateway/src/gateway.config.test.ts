/** The gateway's configuration. */
import { parseConfig } from '@agent-arena/service-kit'
import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { gatewayConfigOf, gatewayVariables } from './gateway.config.ts'

const given = { operatorToken: 'secret', webRoot: '/pages' }
const configOf = (environment: Record<string, string>) =>
  gatewayConfigOf(parseConfig(z.object(gatewayVariables), environment), given)

test('everything has a default', () => {
  expect(configOf({})).toEqual({
    host: '127.0.0.1',
    port: 3000,
    allowedOrigins: [],
    sessionsPerMinute: 60,
    blockedNames: [],
    trustedProxies: [],
    ...given,
  })
})

test('reads addresses and origins', () => {
  const config = configOf({
    ARENA_HOST: '0.0.0.0',
    ARENA_PORT: '0',
    ARENA_PUBLIC_URL: 'https://arena.example/',
    ARENA_ALLOWED_ORIGINS: 'https://a.example, http://localhost:5173',
  })
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 0,
    publicUrl: 'https://arena.example',
    allowedOrigins: ['https://a.example', 'http://localhost:5173'],
  })
})

test('reads whom the gateway believes, how many guests one address may make, and what is in no name', () => {
  const config = configOf({
    ARENA_SESSIONS_PER_MINUTE: '0',
    ARENA_BLOCKED_NAMES: 'acme, initech',
    ARENA_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8, ::1, fd00::/8',
  })
  expect(config).toMatchObject({
    sessionsPerMinute: 0,
    blockedNames: ['acme', 'initech'],
    trustedProxies: ['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'],
  })
})

test.each(['proxy.example', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.0/', '10.0.0/8', '::1/129', '*'])(
  'believes nobody at %s',
  (text) => {
    expect(() => configOf({ ARENA_TRUSTED_PROXIES: text })).toThrow(/ARENA_TRUSTED_PROXIES/)
  },
)

test('tells all faults at once, by variable', () => {
  const faulty = () => configOf({ ARENA_PORT: '70000', ARENA_PUBLIC_URL: 'arena', ARENA_ALLOWED_ORIGINS: 'a.example/path' })
  expect(faulty).toThrow(/ARENA_PORT must be at most 65535[^]*ARENA_PUBLIC_URL [^]*ARENA_ALLOWED_ORIGINS/)
})
