/** The envelope: what goes out as subject, headers and data comes back as the same event, and what is broken is named. */
import { ServiceName, streamKindOf, type StoredEvent } from '@agent-arena/contracts'
import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { cloudHeaders, eventOfCloud, eventSubject, MalformedEvent } from './cloud-event.ts'

const placed: StoredEvent = {
  id: '0199e6a5-0000-7000-8000-000000000001',
  type: 'BetPlaced',
  data: { stake: 4 },
  meta: { actor: 'user:usr_01k', correlationId: 'c-1', causationId: 'e-1', traceparent: '00-a-b-01', schemaVersion: 2 },
  stream: 'market-mkt_01k',
  version: 3,
  position: 17,
  at: '2026-01-01T00:00:00.000Z',
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
const count = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const service = fc.constantFrom(...ServiceName.options)

const event: fc.Arbitrary<StoredEvent> = fc.record({
  id: fc.uuid(),
  type: text,
  data: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
  meta: fc.record(
    { actor: text, correlationId: text, causationId: text, traceparent: text, schemaVersion: fc.integer({ min: 2, max: 99 }) },
    { requiredKeys: ['actor', 'correlationId'] },
  ),
  stream: text,
  version: count,
  position: count,
  at: fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
})

const eventBack = (headers: Readonly<Record<string, string>>, data = '{"stake":4}') => eventOfCloud((name) => headers[name], data)

describe('the headers of an event', () => {
  test('are CloudEvents attributes with extensions', () =>
    expect(cloudHeaders('betting', placed)).toEqual({
      'ce-specversion': '1.0',
      'ce-id': '0199e6a5-0000-7000-8000-000000000001',
      'ce-source': '/arena/betting',
      'ce-type': 'BetPlaced',
      'ce-subject': 'market-mkt_01k',
      'ce-time': '2026-01-01T00:00:00.000Z',
      'content-type': 'application/json',
      'ce-position': '17',
      'ce-streamversion': '3',
      'ce-schemaversion': '2',
      'ce-actor': 'user:usr_01k',
      'ce-correlationid': 'c-1',
      'ce-causationid': 'e-1',
      'ce-traceparent': '00-a-b-01',
    }))

  test('say the first schema version where the event says none, and nothing of what it does not have', () => {
    const headers = cloudHeaders('betting', { ...placed, meta: { actor: 'anyone', correlationId: 'c' } })
    expect(headers['ce-schemaversion']).toBe('1')
    expect(Object.keys(headers)).not.toContain('ce-causationid')
    expect(eventBack(headers).meta).toEqual({ actor: 'anyone', correlationId: 'c' })
  })

  test('are printable ASCII and give the same event back', () =>
    fc.assert(
      fc.property(service, event, (source, sent) => {
        const headers = cloudHeaders(source, sent)
        for (const value of Object.values(headers)) expect(value).toMatch(/^[\x21-\x7e]+$/)
        expect(eventBack(headers, JSON.stringify(sent.data))).toEqual(sent)
      }),
    ))
})

describe('the subject of an event', () => {
  test('names service, kind of stream, id and type', () =>
    expect(eventSubject('betting', placed)).toBe('arena.evt.betting.market.mkt_01k.BetPlaced'))

  test('keeps further dashes in the id', () =>
    expect(eventSubject('betting', { stream: 'account-a-b', type: 'T' })).toBe('arena.evt.betting.account.a-b.T'))

  test('escapes what would end a token or be a wildcard', () =>
    expect(eventSubject('betting', { stream: 'a.b-*>% é', type: 'T' })).toBe('arena.evt.betting.a%2Eb.%2A%3E%25%20%C3%A9.T'))

  test('has a token in place of an id that is not there', () =>
    expect(eventSubject('betting', { stream: 'house', type: 'T' })).toBe('arena.evt.betting.house._.T'))

  test('has six tokens that NATS takes, whatever the stream is called', () =>
    fc.assert(
      fc.property(service, event, (source, sent) =>
        expect(eventSubject(source, sent)).toMatch(/^arena\.evt(\.[\x21-\x29\x2b-\x2d\x2f-\x3d\x3f-\x7e]+){4}$/),
      ),
    ))

  test('begins with the kind of the stream', () => expect(streamKindOf('market-mkt_01k')).toBe('market'))
})

describe('a message that is no event', () => {
  const broken = (headers: Readonly<Record<string, string>>) => () =>
    eventBack({ ...cloudHeaders('betting', placed), ...headers })

  test.each([
    'ce-specversion',
    'ce-id',
    'ce-source',
    'ce-type',
    'ce-subject',
    'ce-time',
    'ce-position',
    'ce-streamversion',
    'ce-schemaversion',
    'ce-actor',
    'ce-correlationid',
  ])('misses %s', (name) => {
    expect(broken({ [name]: '' })).toThrow(new MalformedEvent(`The header ${name} is missing.`))
  })

  test.each([
    ['ce-specversion', '0.3', 'must be 1.0, and is 0.3'],
    ['ce-source', '/elsewhere', 'must begin with /arena/, and is /elsewhere'],
    ['ce-time', 'yesterday', 'must be an ISO 8601 time, and is yesterday'],
    ['ce-position', '0', 'must be a whole number from 1, and is 0'],
    ['ce-position', '1e3', 'must be a whole number from 1, and is 1e3'],
    ['ce-streamversion', '9007199254740993', 'must be a whole number from 1, and is 9007199254740993'],
    ['ce-schemaversion', '-1', 'must be a whole number from 1, and is -1'],
    ['ce-actor', '%E0%A4', 'is not percent-encoded UTF-8: %E0%A4'],
  ])('has %s as %s', (name, value, reason) => {
    expect(broken({ [name]: value })).toThrow(new MalformedEvent(`The header ${name} ${reason}.`))
  })

  test('has data that is no JSON', () =>
    expect(() => eventBack(cloudHeaders('betting', placed), '{"stake":')).toThrow(/^The data is no JSON: /))
})
