/** How the buyer behaves on the pages of a shop. */
import { expect, test } from '@jest/globals'
import { button, fact, item, link, node, page, paragraph, radio, searchbox, select, textbox } from '../../testing/paper-page.ts'
import type { Observation } from '../../tools/browser/observation.ts'
import { chanceFrom } from '../chance.ts'
import type { Sight, Thought } from '../policy.ts'
import { greedyPolicy } from './greedy.policy.ts'

const goalText = 'Buy two red mugs, each for less than 12 credits, and nothing else.'

const buyer = (secret = '1') => {
  const { think } = greedyPolicy({ goalText, chance: chanceFrom(secret) })
  return async (observation: Observation, more: Partial<Sight> = {}): Promise<Thought> =>
    think({ observation, anotherApproach: false, ...more })
}

const offer = (name: string, price: number) => item(link(name), paragraph(`${price} credits`))
const shelves = (...offers: readonly ReturnType<typeof offer>[]) =>
  page('/shop', 'All products', node('list', ...offers), link('Next page'))
const product = (name: string, price: number, kind = 'Mug', chosen = '1') =>
  page(
    '/p',
    name,
    paragraph(`${price} credits`),
    fact('Kind', kind),
    select('Quantity', ['1', '2', '3'], chosen),
    button('Add to cart'),
  )
const line = (name: string, quantity: number, chosen = String(quantity)) =>
  item(
    link(name),
    paragraph(`${quantity} × 9 credits = ${9 * quantity} credits`),
    select(`Quantity of ${name}`, ['1', '2', '3'], chosen),
    button(`Update ${name}`),
    button(`Remove ${name}`),
  )
const cart = (...lines: readonly ReturnType<typeof line>[]) =>
  page('/cart', 'Your cart', node('list', ...lines), link('Go to checkout'))
const action = (thought: Thought) => (thought.kind === 'act' ? thought.action : thought.kind)

test('looks closely at the cheapest mug that fits', async () => {
  const thought = await buyer()(shelves(offer('Red Fjord Mug', 11), offer('Red Cloud Mug', 8), offer('Red Mug Brush', 3)))
  expect(action(thought)).toMatchObject({ kind: 'click', target: 'Red Cloud Mug' })
})

test('goes on to the next page and says what was wrong here', async () => {
  const think = buyer()
  const shelf = shelves(offer('Red Fjord Mug', 14))
  expect(await think(shelf)).toMatchObject({
    action: { target: 'Next page' },
    reasoning: expect.stringMatching(/costs 14 credits/),
  })
})

test('begins by filter, by search or by leafing, as chance has it', async () => {
  const begin = async (secret: string) =>
    action(await buyer(secret)(page('/shop', 'Shop', searchbox('Search products'), link('Red'), link('Next page'))))
  const begins = new Set<string>()
  for (let turn = 0; turn < 20; turn++) {
    const began = await begin(`${turn}`)
    expect(await begin(`${turn}`)).toMatchObject(typeof began === 'string' ? {} : { kind: began.kind })
    begins.add(typeof began === 'string' ? began : `${began.kind} ${'target' in began ? began.target : ''}`)
  }
  expect([...begins].sort()).toEqual(['click Next page', 'click Red', 'type Search products'])
})

test('chooses the quantity, then puts it into the cart', async () => {
  const think = buyer()
  expect(action(await think(product('Red Cloud Mug', 9)))).toMatchObject({ kind: 'select', value: '2' })
  expect(action(await think(product('Red Cloud Mug', 9, 'Mug', '2')))).toMatchObject({ kind: 'click', target: 'Add to cart' })
})

test('leaves a product that its own page calls something else', async () => {
  const thought = await buyer()(product('Red Cloud Mug', 9, 'Poster'))
  expect(thought).toMatchObject({ action: { kind: 'back' }, reasoning: expect.stringMatching(/calls it a poster/) })
})

test('makes the cart hold exactly what is asked for', async () => {
  const think = buyer()
  expect(action(await think(cart(line('Red Cloud Mug', 2), line('Blue Bowl', 1))))).toMatchObject({ target: 'Remove Blue Bowl' })
  expect(action(await think(cart(line('Red Cloud Mug', 3))))).toMatchObject({ kind: 'select', value: '2' })
  expect(action(await think(cart(line('Red Cloud Mug', 3, '2'))))).toMatchObject({
    kind: 'click',
    target: 'Update Red Cloud Mug',
  })
  expect(action(await think(cart(line('Red Cloud Mug', 2))))).toMatchObject({ kind: 'click', target: 'Go to checkout' })
})

test('fills in the checkout field by field and places the order', async () => {
  const think = buyer()
  const checkout = (name?: string, address?: string, chosen?: boolean) =>
    page(
      '/checkout',
      'Checkout',
      textbox('Full name', name),
      textbox('Address', address),
      radio('Express'),
      radio('Standard (free)', chosen),
      button('Place order'),
    )
  await think(cart(line('Red Cloud Mug', 2)))
  expect(action(await think(checkout()))).toMatchObject({ kind: 'type', target: 'Full name' })
  expect(action(await think(checkout('Ada')))).toMatchObject({ kind: 'type', target: 'Address' })
  expect(action(await think(checkout('Ada', 'Here')))).toMatchObject({ kind: 'click', target: 'Standard (free)' })
  expect(action(await think(checkout('Ada', 'Here', true)))).toMatchObject({ kind: 'click', target: 'Place order' })
  expect(await think(page('/orders/1', 'Order 1001 is placed', paragraph('Thank you, Ada.')))).toMatchObject({ kind: 'done' })
})

test('does not believe in an order that it has not placed', async () => {
  const thought = await buyer()(page('/orders/1', 'Thank you for visiting', link('Back to the shop', '/shop')))
  expect(thought.kind).not.toBe('done')
})

test('gives up once it has looked in every way', async () => {
  const think = buyer()
  const kinds: string[] = []
  for (let step = 0; step < 8; step++) kinds.push((await think(page('/shop', 'Empty', link('All products', '/shop')))).kind)
  expect(kinds).toContain('give-up')
})
