/** What a build knows of events: names once, upcasts that lead to the version, and the difference of old, current and newer. */
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { eventContract } from './event-contract.ts'
import { allEvents, knownEvents } from './events.ts'
import { KnownEvents } from './known-events.ts'

const drawn = {
  type: 'CardDrawn',
  service: 'betting',
  streamKind: 'card',
  summary: 'Only in tests.',
  schema: z.object({ suit: z.string() }),
} as const

const withSuit = ({ color }: { readonly color: string }) => ({ suit: color === 'red' ? 'hearts' : 'spades' })
const known = new KnownEvents([eventContract({ ...drawn, version: 2, upcasts: [withSuit] })])

const eventWith = (data: unknown, schemaVersion?: number, type = 'CardDrawn', stream = 'card-1') => ({
  id: 'e',
  type,
  data,
  meta: { actor: 'anyone', correlationId: 'c', ...(schemaVersion !== undefined && { schemaVersion }) },
  stream,
  version: 1,
  position: 1,
  at: '2026-01-01T00:00:00.000Z',
})

describe('an event', () => {
  test('without a version is of the first, and lifted to the current one', () =>
    expect(known.upcast(eventWith({ color: 'red' }))).toEqual(eventWith({ suit: 'hearts' }, 2)))

  test.each([2, 3])('of version %i stays as it is', (version) => {
    const event = eventWith({ suit: 'clubs' }, version)
    expect(known.upcast(event)).toBe(event)
  })

  test.each([
    ['of an older version', eventWith({}, 1)],
    ['of the current version', eventWith({}, 2)],
    ['of a foreign type in a stream of a foreign kind', eventWith({}, 1, 'Anything', 'thing-1')],
  ])('%s is understood', (_, event) => expect(known.understands(event)).toBe(true))

  test.each([
    ['of a later version', eventWith({}, 3)],
    ['of a foreign type in a stream of a known kind', eventWith({}, 1, 'CardBurnt')],
  ])('%s is not understood', (_, event) => expect(known.understands(event)).toBe(false))

  test('of a later version stops whoever may not leave it out; a foreign type does not', () => {
    expect(() => known.requireReadable(eventWith({}, 3))).toThrow('has version 3, and this build knows 2')
    expect(() => known.requireReadable(eventWith({}, 2))).not.toThrow()
    expect(() => known.requireReadable(eventWith({}, 1, 'CardBurnt'))).not.toThrow()
  })

  test('that is new tells its version, except the first', () => {
    const { meta } = eventWith({})
    expect(known.metaFor('CardDrawn', meta)).toEqual({ ...meta, schemaVersion: 2 })
    expect(known.metaFor('Anything', meta)).toBe(meta)
  })
})

describe('the registry', () => {
  test('refuses a version without the upcasts that lead to it', () =>
    expect(() => new KnownEvents([eventContract({ ...drawn, version: 3, upcasts: [withSuit] })])).toThrow(
      'CardDrawn is at version 3, so it needs 2 upcasts, and has 1.',
    ))

  test.each([0, 1.5])('refuses the version %d', (version) =>
    expect(() => new KnownEvents([eventContract({ ...drawn, version })])).toThrow('must be a whole number from 1'),
  )

  test('refuses two events of one name', () =>
    expect(() => new KnownEvents([drawn, drawn].map((entry) => eventContract({ ...entry, version: 1 })))).toThrow(
      'There are two events with the name CardDrawn.',
    ))

  test('has each event of the platform, named and told in a sentence', () => {
    expect(allEvents.length).toBeGreaterThan(20)
    for (const { type, summary, version } of allEvents) {
      expect(knownEvents.versionOf(type)).toBe(version)
      expect(summary).toMatch(/^[A-Z].*\.$/)
    }
  })
})
