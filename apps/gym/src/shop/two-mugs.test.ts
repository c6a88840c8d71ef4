/** The shop's goal over real HTTP: achievable for many seeds, and met by the right order only. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Operator } from '../testing/operator.ts'
import { allOffers, checkOut, fits, limitIn, putInCart, solveTwoMugs } from '../testing/solve-two-mugs.ts'

let operator: Operator
beforeAll(async () => {
  operator = await Operator.start()
})
afterAll(() => operator.gym.close())

let seed = 1000
const enter = async () => {
  seed += 1
  const { session, visitor } = await operator.enter('shop/two-mugs', seed)
  const offers = await allOffers(visitor)
  const limit = limitIn(session.text)
  const mug = offers.find((offer) => fits(offer, limit))
  const dear = offers.find(({ name, price }) => /^Red \w+ Mug$/.test(name) && price === limit)
  const lookAlike = offers.find(({ name, price }) => /^Red \w+ Mug \w+$/.test(name) && price < limit)
  if (!mug || !dear || !lookAlike) throw new Error('the shop lacks an offer')
  return { id: session.id, visitor, mug, dear, lookAlike }
}

test('a plain solver achieves the goal for fifty seeds within thirty actions', async () => {
  for (let seed = 0; seed < 50; seed++) {
    const { session, visitor } = await operator.enter('shop/two-mugs', seed)
    expect(await operator.proof(session.id)).toMatchObject({ goalMet: false, metAt: null, inCart: false, atCheckout: false })
    await solveTwoMugs(visitor, session.text)
    expect(visitor.page).toContain('is placed')
    expect(visitor.actions).toBeLessThanOrEqual(30)
    expect(await operator.proof(session.id)).toMatchObject({ goalMet: true, inCart: true, atCheckout: true, ordersPlaced: 1 })
  }
})

describe('the proof', () => {
  test('turns true step by step, each with its time', async () => {
    const { id, visitor, mug } = await enter()
    await putInCart(visitor, mug, 2)
    expect(await operator.proof(id)).toMatchObject({ inCart: true, atCheckout: false, goalMet: false })
    await visitor.follow('Go to checkout')
    expect(await operator.proof(id)).toMatchObject({ inCart: true, atCheckout: true, goalMet: false })
    await checkOut(await visitor.open('/shop/cart').then(() => visitor))
    const { inCartAt, atCheckoutAt, metAt } = await operator.proof(id)
    const times = [inCartAt, atCheckoutAt, metAt].map((at) => Date.parse(String(at)))
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times.every((time) => Math.abs(Date.now() - time) < 60_000)).toBe(true)
  })

  test('does not count wrong orders, and a right one after them does', async () => {
    const { id, visitor, mug, dear, lookAlike } = await enter()
    for (const [offer, quantity] of [
      [mug, 1],
      [mug, 3],
      [dear, 2],
      [lookAlike, 2],
    ] as const) {
      await putInCart(visitor, offer, quantity)
      await checkOut(visitor)
    }
    await putInCart(visitor, mug, 2)
    await putInCart(visitor, lookAlike, 1)
    await checkOut(visitor)
    expect(await operator.proof(id)).toMatchObject({ goalMet: false, ordersPlaced: 5 })
    await putInCart(visitor, mug, 2)
    await checkOut(visitor)
    expect(await operator.proof(id)).toMatchObject({ goalMet: true, ordersPlaced: 6 })
  })

  test('stays met when a wrong order follows', async () => {
    const { id, visitor, mug } = await enter()
    await putInCart(visitor, mug, 2)
    await checkOut(visitor)
    const { metAt } = await operator.proof(id)
    await putInCart(visitor, mug, 1)
    await checkOut(visitor)
    expect(await operator.proof(id)).toMatchObject({ goalMet: true, metAt })
  })
})

describe('the cart', () => {
  test('is corrected by changing a quantity and removing a product', async () => {
    const { id, visitor, mug, lookAlike } = await enter()
    await putInCart(visitor, mug, 5)
    await putInCart(visitor, lookAlike, 1)
    await visitor.submit(mug.path.replace('products', 'cart'), { quantity: '2' })
    await visitor.submit(`${lookAlike.path.replace('products', 'cart')}/remove`, {})
    expect(visitor.page).toContain('Cart (2 items)')
    expect(await operator.proof(id)).toMatchObject({ inCart: true })
  })

  test('cannot be ordered when it is empty', async () => {
    const { id, visitor } = await enter()
    await visitor.submit('/shop/checkout', { name: 'Robin', address: 'Lane', delivery: 'standard' })
    expect([visitor.path, (await operator.proof(id)).ordersPlaced]).toEqual(['/shop/cart', 0])
  })
})

describe('the checkout', () => {
  test.each([
    ['no name', { address: 'Lane', delivery: 'standard' }],
    ['a blank address', { name: 'Robin', address: '   ', delivery: 'standard' }],
    ['no delivery', { name: 'Robin', address: 'Lane' }],
    ['an unknown delivery', { name: 'Robin', address: 'Lane', delivery: 'pigeon' }],
    ['a name without end', { name: 'R'.repeat(900), address: 'Lane', delivery: 'standard' }],
  ])('says what is wrong with %s and places nothing', async (_what, fields) => {
    const { id, visitor, mug } = await enter()
    await putInCart(visitor, mug, 2)
    await visitor.submit('/shop/checkout', fields)
    expect([visitor.status, visitor.page.includes('The order was not placed.')]).toEqual([422, true])
    expect(await operator.proof(id)).toMatchObject({ goalMet: false, ordersPlaced: 0 })
  })

  test('shows what a visitor typed as text, never as HTML', async () => {
    const { visitor, mug } = await enter()
    await putInCart(visitor, mug, 2)
    const name = '"><img src=x onerror=alert(1)>'
    await visitor.submit('/shop/checkout', { name })
    expect(visitor.page).not.toContain('<img')
    await visitor.submit('/shop/checkout', { name, address: name, delivery: 'express' })
    expect(visitor.page).toContain('&lt;img src=x')
    expect(visitor.page).not.toContain('<img')
  })
})
