/** The process is configured by its environment, or says what is wrong. */
import { expect, test } from '@jest/globals'
import { readGymConfig } from './gym.config.ts'

const key = 'sixteen-signs-or-more'

test('reads host, port and key', () =>
  expect(readGymConfig({ GYM_HOST: '0.0.0.0', GYM_PORT: '0', GYM_KEY: key, GYM_PUBLIC_URL: 'https://gym.example' })).toEqual({
    host: '0.0.0.0',
    port: 0,
    key,
    publicUrl: 'https://gym.example',
  }))

test('listens on this machine only unless told otherwise', () => expect(readGymConfig({ GYM_KEY: key }).host).toBe('127.0.0.1'))

test('reports all faults at once', () =>
  expect(() => readGymConfig({ GYM_PORT: 'many', GYM_KEY: 'short' })).toThrow(/GYM_PORT[\s\S]*GYM_KEY|GYM_KEY[\s\S]*GYM_PORT/))
