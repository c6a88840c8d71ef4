/** A list is read to its end, page by page. */
import { expect, test } from '@jest/globals'
import { readAllPages, type PageAsked } from './pages.ts'

const letters = ['a', 'b', 'c', 'd', 'e']

/** Two letters a page; a page begins after a letter. */
const listLetters = async ({ after }: PageAsked) => {
  const from = after === undefined ? 0 : letters.indexOf(after) + 1
  const items = letters.slice(from, from + 2)
  return { items, next: from + 2 < letters.length ? (items.at(-1) ?? null) : null }
}

test('reads every page until there is no next one', async () => expect(await readAllPages(listLetters)).toEqual(letters))

test('asks for the largest pages, and names no place before the first one', async () => {
  const asked: PageAsked[] = []
  await readAllPages((page) => {
    asked.push(page)
    return listLetters(page)
  })
  expect(asked).toEqual([{ limit: 500 }, { limit: 500, after: 'b' }, { limit: 500, after: 'd' }])
})
