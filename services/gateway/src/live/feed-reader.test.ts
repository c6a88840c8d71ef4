/** One reader of a feed, however history and live items fall together. */
import type { FeedItem } from '@agent-arena/contracts'
import { eventually } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { array, assert, asyncProperty, boolean, integer, nat, record } from 'fast-check'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from './connection.ts'
import { FeedReader, MAX_BACKLOG_BYTES } from './feed-reader.ts'

const itemOf = (seq: number): FeedItem => ({ seq, at: '2026-11-20T12:00:00.000Z', kind: 'reasoning', data: {} })
const encode = (item: FeedItem) => Buffer.from(`${item.seq} `)

const house = (page: number, delayMs: () => number) => {
  const state = { stored: 0, told: 0, text: '', backlogBytes: 0, isOpen: true }
  const connection = {
    get isOpen() {
      return state.isOpen
    },
    get backlogBytes() {
      return state.backlogBytes
    },
    write: (chunk: Buffer) => {
      state.text += chunk.toString()
      return true
    },
    drained: () => Promise.resolve(),
    cut: () => (state.isOpen = false),
  } as unknown as Connection
  const read = async (after: number) => {
    await sleep(delayMs())
    const items = Array.from({ length: Math.max(0, state.stored - after) }, (_, index) => itemOf(after + index + 1)).slice(
      0,
      page,
    )
    await sleep(delayMs())
    return { items, next: after + items.length < state.stored ? after + items.length : null }
  }
  const reader = new FeedReader({ connection, last: 0, read, head: () => state.told, encode, onFault: () => undefined })
  return { state, reader }
}

const numbersTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

test('shows every item once and in order, whatever is lost or late on the live way', async () => {
  const rounds = array(record({ stores: nat(5), lost: boolean(), pauseMs: nat(2) }), { maxLength: 30 })
  await assert(
    asyncProperty(rounds, integer({ min: 1, max: 4 }), async (happenings, page) => {
      const { state, reader } = house(page, () => Math.floor(Math.random() * 2))
      void reader.catchUp()
      for (const { stores, lost, pauseMs } of happenings) {
        const from = state.stored
        state.stored += stores
        if (!lost)
          for (let seq = from + 1; seq <= state.stored; seq++) {
            state.told = seq
            reader.push(seq, encode(itemOf(seq)))
          }
        if (pauseMs > 0) await sleep(pauseMs)
      }
      void reader.catchUp()
      await eventually(() =>
        expect(state.text.trim().split(' ').filter(Boolean).map(Number)).toEqual(numbersTo(Math.max(state.told, state.stored))),
      )
      state.isOpen = false
    }),
    { numRuns: 25 },
  )
})

test('a reader that leaves too much unread is cut off', async () => {
  const { state, reader } = house(10, () => 0)
  await reader.catchUp()
  state.backlogBytes = MAX_BACKLOG_BYTES + 1
  reader.push(1, encode(itemOf(1)))
  expect(state.isOpen).toBe(false)
})
