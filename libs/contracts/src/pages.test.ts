/** A list is read to its end, page by page. */
import { expect, test } from '@jest/globals'
import { readAllPages, type PageAsked } from './pages.ts'

/** The numbers to 5, two a page; a page begins after a number. */
const listNumbers = async ({ after }: PageAsked) => {
  const from = Number(after ?? 0)
  const items = [1, 2, 3, 4, 5].slice(from, from + 2)
  return { items, next: from + 2 < 5 ? String(from + 2) : null }
}

test('reads every page until there is no next one', async () => expect(await readAllPages(listNumbers)).toEqual([1, 2, 3, 4, 5]))

test('goes on after what is known', async () => expect(await readAllPages(listNumbers, 2)).toEqual([3, 4, 5]))

test('asks for the largest pages, and names no place before the first one', async () => {
  const asked: PageAsked[] = []
  await readAllPages((page) => {
    asked.push(page)
    return listNumbers(page)
  })
  expect(asked).toEqual([{ limit: 500 }, { limit: 500, after: '2' }, { limit: 500, after: '4' }])
})
