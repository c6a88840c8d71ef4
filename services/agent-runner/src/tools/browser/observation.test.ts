/** What an agent sees of a page, read from accessibility trees as Chromium gives them. */
import { expect, test } from '@jest/globals'
import {
  fact,
  item,
  link,
  named,
  node,
  page,
  paragraph,
  radio,
  searchbox,
  select,
  SITE,
  textbox,
} from '../../testing/paper-page.ts'
import { readAriaTree } from './aria-tree.ts'
import { observationOf } from './observation.ts'

const at = { url: `${SITE}/shop?page=2`, title: 'Shop' }

test('finds what can be clicked and typed into, with its handle and landmark', () => {
  const tree = node('document', node('search', searchbox('Search products')), node('main', link('Red Mug', '/mugs/1')))
  const { elements } = observationOf(tree, at)
  expect(elements).toMatchObject([
    { role: 'searchbox', name: 'Search products', region: 'search' },
    { role: 'link', name: 'Red Mug', region: 'main', url: `${SITE}/mugs/1` },
  ])
  expect(elements.every(({ ref }) => ref.startsWith('e'))).toBe(true)
})

test('tells what stands in fields', () => {
  const { elements } = page(
    '/',
    'Form',
    textbox('Name', 'Ada', { invalid: true }),
    select('Quantity', ['1', '2'], '2'),
    radio('Free', true),
  )
  expect(elements).toMatchObject([
    { name: 'Name', value: 'Ada', invalid: true },
    { name: 'Quantity', value: '2', options: ['1', '2'] },
    { name: 'Free', checked: true, value: '' },
  ])
})

test('does not take for text what somebody typed', () => {
  expect(page('/', 'Form', paragraph('Your name', textbox('Name', 'Thank you'))).text).toBe('Form Your name')
})

test('keeps together what is listed together', () => {
  const list = node(
    'list',
    item(named('heading', '', link('Red Mug')), paragraph('9 credits')),
    item(link('Blue Mug'), paragraph('8 credits')),
  )
  expect(page('/', 'Shop', list).items).toMatchObject([
    { text: 'Red Mug 9 credits', elements: [{ name: 'Red Mug' }] },
    { text: 'Blue Mug 8 credits', elements: [{ name: 'Blue Mug' }] },
  ])
})

test('takes only the innermost of nested items', () => {
  const { items } = page('/', 'Nested', node('list', item('outer', node('list', item('inner')))))
  expect(items.map(({ text }) => text)).toEqual(['inner'])
})

test('reads facts from tables and description lists', () => {
  const table = node('table', fact('River', link('River Wend')), fact('Founded', '1464'))
  const list = node('generic', { ...node('term'), text: 'Kind' }, { ...node('definition'), text: 'Mug' })
  expect(page('/', 'Town', table, list).facts).toMatchObject([
    { label: 'River', text: 'River Wend', elements: [{ name: 'River Wend' }] },
    { label: 'Founded', text: '1464' },
    { label: 'Kind', text: 'Mug' },
  ])
})

test('hears what the page says aloud', () => {
  expect(page('/', 'Answer', { ...node('status'), text: 'Right!' }).notices).toEqual(['Right!'])
})

test('refuses what is no accessibility tree', () => {
  expect(() => readAriaTree([{ name: 'no role' }])).toThrow()
  expect(readAriaTree(['text only'])).toEqual({ role: 'document', children: ['text only'] })
})
