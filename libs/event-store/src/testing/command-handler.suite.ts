/** What the command handler promises on every log. */
import { serviceContext } from '@agent-arena/contracts'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { handle } from '../command-handler.ts'
import type { EventLog } from '../event-log.ts'
import { count, counter, LIMIT, move } from './counter.ts'
import type { LogUnderTest } from './event-log.suite.ts'

export const describeCommandHandler = (name: string, open: () => Promise<LogUnderTest>): void => {
  describe(`commands on ${name}`, () => {
    let opened: LogUnderTest
    let log: EventLog
    beforeEach(async () => {
      opened = await open()
      log = opened.log
    })
    afterEach(() => opened.close())

    test('decide on the folded state and answer with the state after', async () => {
      await count(log, 'counter-1', 2)
      expect((await count(log, 'counter-1', 3)).answer).toEqual({ total: 5 })
    })

    test('that change nothing append nothing', async () => {
      expect((await count(log, 'counter-1', 0)).events).toEqual([])
      expect(await log.head()).toBe(0)
    })

    test('side by side on one stream are all decided, none on a stale state', async () => {
      await Promise.all(Array.from({ length: 8 }, () => count(log, 'counter-1', 1)))
      expect((await count(log, 'counter-1', 0)).answer).toEqual({ total: 8 })
    })

    test('repeated under one key, however many at once, have one effect and one answer', async () => {
      const tries = await Promise.all(Array.from({ length: 100 }, () => count(log, 'counter-1', 5, { idempotencyKey: 'k' })))
      expect(tries.map(({ answer }) => answer)).toEqual(Array.from({ length: 100 }, () => ({ total: 5 })))
      expect(await log.head()).toBe(1)
    })

    test('repeated amid those of others have one effect and one answer too, and hold up nobody', async () => {
      const others = (many: number) => Array.from({ length: many }, () => count(log, 'counter-1', 1))
      const repeats = Array.from({ length: 40 }, () => count(log, 'counter-1', 5, { idempotencyKey: 'k' }))
      const told = await Promise.all([...others(5), ...repeats, ...others(40)])
      expect(new Set(told.slice(5, 45).map(({ answer }) => answer.total)).size).toBe(1)
      expect(await log.head()).toBe(46)
    })

    test('with other content under a used key are refused', async () => {
      await count(log, 'counter-1', 5, { idempotencyKey: 'k' })
      await expect(count(log, 'counter-1', 6, { idempotencyKey: 'k' })).rejects.toMatchObject({ reason: 'key-reused' })
    })

    test('that were refused may be tried again under the same key', async () => {
      await count(log, 'counter-1', LIMIT)
      await expect(count(log, 'counter-1', 1, { idempotencyKey: 'k' })).rejects.toMatchObject({ reason: 'wrong-state' })
      await count(log, 'counter-1', -1)
      expect((await count(log, 'counter-1', 1, { idempotencyKey: 'k' })).answer).toEqual({ total: LIMIT })
    })

    test('that build on one which fails are decided again, even when another process has written in its place', async () => {
      await count(log, 'counter-1', 0, { idempotencyKey: 'warm' })
      const elsewhere = { type: 'Counted', data: { by: 900 } }
      const meta = { actor: 'service:betting', correlationId: 'elsewhere' }
      await log.append([{ stream: 'counter-1', expectedVersion: 0, facts: [elsewhere] }], { meta })
      const [tooMuch, enough] = await Promise.allSettled([count(log, 'counter-1', 500), count(log, 'counter-1', 100)])
      expect(tooMuch).toMatchObject({ status: 'rejected', reason: { reason: 'wrong-state' } })
      expect(enough).toMatchObject({ status: 'fulfilled', value: { answer: { total: LIMIT } } })
    })

    test('that lose to another process fold on what it has written, and not the whole stream again', async () => {
      let folded = 0
      const watched: typeof counter = { ...counter, evolve: (total, fact) => (folded++, counter.evolve(total, fact)) }
      const write = (expectedVersion: number, ...values: readonly number[]) =>
        log.append([{ stream: 'counter-1', expectedVersion, facts: values.map((by) => ({ type: 'Counted', data: { by } })) }], {
          meta: { actor: 'service:betting', correlationId: 'elsewhere' },
        })
      const add = () =>
        handle<{ total: number }, number>(log, {
          context: serviceContext('betting'),
          places: { total: { stream: 'counter-1', fold: watched } },
          decide: ({ total }) => ({ total: counter.decide({ by: 1 }, total) }),
          answer: ({ states }) => states.total,
        })
      await write(0, ...Array.from({ length: 2000 }, () => 0))
      await add()
      folded = 0
      for (let conflict = 1; conflict <= 50; conflict++) {
        await write(1999 + 2 * conflict, 2)
        expect((await add()).answer).toBe(1 + 3 * conflict)
      }
      // What was decided in vain, what the other process wrote, what was decided then.
      expect(folded).toBe(50 * 3)
    })

    test('over two streams write both or neither', async () => {
      await count(log, 'counter-1', 10)
      const moves = await Promise.allSettled(
        Array.from({ length: 5 }, () => move(log, { from: 'counter-1', to: 'counter-2', by: 4 })),
      )
      expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
      expect((await count(log, 'counter-1', 0)).answer).toEqual({ total: 2 })
      expect((await count(log, 'counter-2', 0)).answer).toEqual({ total: 8 })
    })
  })
}
