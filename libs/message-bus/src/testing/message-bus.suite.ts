/** What every bus promises, whatever carries it. */
import { operation, Rejection, serviceContext, type StoredEvent } from '@agent-arena/contracts'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { serve, type MessageBus, type Subscription } from '../message-bus.ts'
import { GrowingLog } from './growing-log.ts'
import { offerLog } from './offer-log.ts'

const double = operation({
  name: 'double',
  service: 'betting',
  kind: 'query',
  audience: 'service',
  summary: 'Twice a number.',
  input: z.strictObject({ value: z.int().min(0).default(1) }),
  output: z.object({ value: z.number() }),
})

export interface BusUnderTest {
  readonly bus: MessageBus
  /** Faults that handlers threw. */
  readonly faults: readonly unknown[]
  close(): Promise<void>
}

/** A log that grows, and is offered to others. */
const growingLog = (bus: MessageBus) => {
  const log = new GrowingLog()
  offerLog(bus, { source: 'betting', log })
  return (count: number) => log.grow(count)
}

const until = async (condition: () => boolean) => {
  for (let tries = 0; tries < 200 && !condition(); tries++) await new Promise((resolve) => setTimeout(resolve, 10))
}

export const describeMessageBus = (name: string, open: () => Promise<BusUnderTest>): void => {
  describe(name, () => {
    let opened: BusUnderTest
    let bus: MessageBus
    const subscriptions: Subscription[] = []
    beforeEach(async () => {
      opened = await open()
      bus = opened.bus
    })
    afterEach(async () => {
      await Promise.all(subscriptions.splice(0).map((subscription) => subscription.stop()))
      await opened.close()
    })
    const offer = (handler: (value: number) => Promise<{ value: number }>) =>
      bus.serve(serve(double, ({ value }) => handler(value)))
    const ask = (value?: number, more = {}) =>
      bus.request(double, value === undefined ? {} : { value }, serviceContext('sandbox', more))

    test('carries a request to its handler, with the defaults of the contract filled in', async () => {
      offer((value) => Promise.resolve({ value: value * 2 }))
      expect(await ask(21)).toEqual({ value: 42 })
      expect(await ask()).toEqual({ value: 2 })
    })

    test('refuses input that breaks the contract before the handler sees it', async () => {
      offer(() => Promise.reject(new Error('never reached')))
      await expect(ask(-1)).rejects.toMatchObject({ reason: 'malformed', details: { errors: [{ path: 'value' }] } })
      expect(opened.faults).toEqual([])
    })

    test('brings a refusal back as it was, with its details', async () => {
      offer(() => Promise.reject(new Rejection('sequence-gap', { detail: 'Number 3 is next.', extra: { expected: 3 } })))
      await expect(ask(1)).rejects.toMatchObject({
        reason: 'sequence-gap',
        message: 'Number 3 is next.',
        details: { extra: { expected: 3 } },
      })
    })

    test('tells its owner of a fault, and the caller only that there was one', async () => {
      offer(() => Promise.reject(new Error('secret words')))
      const refusal = await ask(1).then(
        () => null,
        (error: Rejection) => error,
      )
      expect(refusal?.reason).toBe('internal-fault')
      expect(refusal?.message).not.toContain('secret')
      expect(opened.faults).toHaveLength(1)
    })

    test('gives up at the deadline, and does not begin what is late already', async () => {
      let begun = 0
      offer((value) => new Promise((resolve) => (begun++, setTimeout(resolve, 300, { value }))))
      await expect(ask(1, { deadline: Date.now() + 30 })).rejects.toMatchObject({ reason: 'deadline-exceeded' })
      await expect(ask(1, { deadline: Date.now() - 1 })).rejects.toMatchObject({ reason: 'deadline-exceeded' })
      expect(begun).toBe(1)
    })

    test('says so when nobody answers', async () => {
      await expect(ask(1)).rejects.toMatchObject({ reason: 'unavailable' })
      const stop = offer((value) => Promise.resolve({ value }))
      stop()
      await expect(ask(1)).rejects.toMatchObject({ reason: 'unavailable' })
    })

    const consume = (
      after: () => Promise<number>,
      handle: (events: readonly StoredEvent[]) => Promise<void>,
      faults: unknown[] = [],
    ) =>
      subscriptions.push(
        bus.consume({ source: 'betting', consumer: 'test', after, handle, onFault: (fault) => faults.push(fault) }),
      )

    test('brings a consumer every event in order, those before its start and those after', async () => {
      const append = growingLog(bus)
      append(3)
      const seen: number[] = []
      consume(
        () => Promise.resolve(1),
        async (events) => void seen.push(...events.map(({ position }) => position)),
      )
      await until(() => seen.length === 2)
      append(2)
      await until(() => seen.length === 4)
      expect(seen).toEqual([2, 3, 4, 5])
    })

    test('brings a run again, from the checkpoint of the consumer, when it could not be handled', async () => {
      const append = growingLog(bus)
      append(2)
      const seen: number[] = []
      const faults: unknown[] = []
      let broken = true
      consume(
        () => Promise.resolve(seen.length),
        async (events) => {
          if (broken) {
            broken = false
            throw new Error('a planted fault')
          }
          seen.push(...events.map(({ position }) => position))
        },
        faults,
      )
      await until(() => seen.length === 2)
      expect(seen).toEqual([1, 2])
      expect(faults).toHaveLength(1)
    })

    test('lets a consumer begin before its source is there', async () => {
      const seen: number[] = []
      consume(
        () => Promise.resolve(0),
        async (events) => void seen.push(...events.map(({ position }) => position)),
      )
      const append = growingLog(bus)
      append(1)
      await until(() => seen.length === 1)
      expect(seen).toEqual([1])
    })

    test('stops a consumer only after the run under way is handled', async () => {
      const append = growingLog(bus)
      append(1)
      const begun = Promise.withResolvers<void>()
      let done = false
      const subscription = bus.consume({
        source: 'betting',
        consumer: 'slow',
        after: () => Promise.resolve(0),
        handle: async () => {
          begun.resolve()
          await new Promise((resolve) => setTimeout(resolve, 50))
          done = true
        },
        onFault: () => undefined,
      })
      await begun.promise
      await subscription.stop()
      expect(done).toBe(true)
    })

    test('sends live data to those who listen to the subject or to all that begin so', async () => {
      const heard: string[] = []
      const stops = ['arena.live.screen.a', 'arena.live.screen.>', 'arena.live.>'].map((subject) =>
        bus.subscribeLive(subject, (payload, from) => heard.push(`${subject} ${from} ${payload.length}`)),
      )
      bus.publishLive('arena.live.screen.a', new Uint8Array(3))
      bus.publishLive('arena.live.screen.b', new Uint8Array(4))
      await until(() => heard.length === 5)
      for (const stop of stops) stop()
      bus.publishLive('arena.live.screen.a', new Uint8Array(5))
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(heard.toSorted()).toEqual([
        'arena.live.> arena.live.screen.a 3',
        'arena.live.> arena.live.screen.b 4',
        'arena.live.screen.> arena.live.screen.a 3',
        'arena.live.screen.> arena.live.screen.b 4',
        'arena.live.screen.a arena.live.screen.a 3',
      ])
    })

    test('takes one handler an operation', () => {
      offer((value) => Promise.resolve({ value }))
      expect(() => offer((value) => Promise.resolve({ value }))).toThrow('is served already')
    })
  })
}
