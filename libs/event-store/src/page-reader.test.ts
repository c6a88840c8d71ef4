/** Pages follow each other without gap or repeat, are read ahead only while there is more, and grow for one who is far behind. */
import type { StoredEvent } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { MemoryEventLog } from './memory/memory-log.ts'
import { PageReader } from './page-reader.ts'

const meta = { actor: 'service:betting', correlationId: 'c' }

const logOf = async (count: number) => {
  const log = new MemoryEventLog()
  await append(log, 0, count)
  return log
}
const append = (log: MemoryEventLog, expectedVersion: number, count: number) =>
  log.append([{ stream: 'a-1', expectedVersion, facts: Array.from({ length: count }, () => ({ type: 'Counted', data: {} })) }], {
    meta,
  })

const readerOf = (log: MemoryEventLog, most = Infinity) => {
  const asked: (readonly [number, number])[] = []
  const read = (after: number, limit: number) => {
    asked.push([after, limit])
    return log.readAll(after, Math.min(limit, most))
  }
  return { asked, pages: new PageReader(read, { first: 10, longest: 100 }) }
}

const readAll = async (pages: PageReader) => {
  const lengths: number[] = []
  let position = 0
  for (let page: readonly StoredEvent[]; (page = await pages.after(position)).length > 0;) {
    expect(page.map((event) => event.position)).toEqual(page.map((_, index) => position + index + 1))
    position += page.length
    lengths.push(page.length)
  }
  return lengths
}

test('pages grow up to the longest, and the last one is what is left', async () => {
  const { pages } = readerOf(await logOf(275))
  expect(await readAll(pages)).toEqual([10, 40, 100, 100, 25])
})

test('the next page is on its way before it is asked for; behind one that is not full nothing is', async () => {
  const log = await logOf(12)
  const { asked, pages } = readerOf(log)
  await pages.after(0)
  expect(asked).toEqual([
    [0, 10],
    [10, 40],
  ])
  await pages.after(10)
  expect(asked).toHaveLength(2)
})

test('an empty page that was read ahead is not believed: meanwhile there may be events', async () => {
  const log = await logOf(10)
  const { pages } = readerOf(log)
  await pages.after(0)
  await append(log, 10, 1)
  expect((await pages.after(10)).map(({ position }) => position)).toEqual([11])
})

test('what was read ahead is left when the reader stands elsewhere', async () => {
  const { pages } = readerOf(await logOf(50))
  await pages.after(0)
  expect((await pages.after(3))[0]?.position).toBe(4)
})

test('where events are large, shorter pages are asked for', async () => {
  const { asked, pages } = readerOf(await logOf(500), 7)
  await readAll(pages)
  expect(asked.filter(([, limit]) => limit > 100)).toEqual([])
  expect(asked).toHaveLength(Math.ceil(500 / 7) + 1)
})

test('a fault of the page ahead is told to whoever asks for it, and the next try reads again', async () => {
  const log = await logOf(20)
  let broken = false
  const pages = new PageReader(
    (after, limit) => (broken ? Promise.reject(new Error('a planted fault')) : log.readAll(after, limit)),
    {
      first: 10,
    },
  )
  const first = pages.after(0)
  broken = true
  await first
  await expect(pages.after(10)).rejects.toThrow('a planted fault')
  broken = false
  expect(await pages.after(10)).toHaveLength(10)
})
