/** Achieves `shop/two-mugs` from its text and the pages alone. */
import { textOf, type Visitor } from './visitor.ts'

export interface Offered {
  readonly name: string
  readonly path: string
  readonly price: number
}

export const offersOn = (page: string): readonly Offered[] =>
  [...page.matchAll(/<li class="card">([\s\S]*?)<\/li>/g)].map(([, card = '']) => ({
    name: textOf(/<h2>([\s\S]*?)<\/h2/.exec(card)?.[1] ?? ''),
    path: /href="([^"]*)"/.exec(card)?.[1] ?? '',
    price: Number(/(\d+) credits?/.exec(textOf(card))?.[1]),
  }))

/** Walks through all pages of the shop by "Next page". */
export const allOffers = async (visitor: Visitor): Promise<readonly Offered[]> => {
  const offers = [...offersOn(await visitor.open('/shop'))]
  while (visitor.page.includes('>Next page<')) offers.push(...offersOn(await visitor.follow('Next page')))
  return offers
}

export const limitIn = (text: string): number => Number(/each for less than (\d+) credits/.exec(text)?.[1])

export const fits = ({ name, price }: Offered, limit: number): boolean => /^Red \w+ Mug$/.test(name) && price < limit

export const putInCart = async (visitor: Visitor, { path }: Offered, quantity: number): Promise<void> => {
  await visitor.open(path)
  await visitor.submit('/shop/cart', { product: path.slice('/shop/products/'.length), quantity: String(quantity) })
}

export const checkOut = async (visitor: Visitor): Promise<void> => {
  await visitor.follow('Go to checkout')
  await visitor.submit('/shop/checkout', { name: 'Robin Reed', address: '1 Mill Lane', delivery: 'standard' })
}

export const solveTwoMugs = async (visitor: Visitor, text: string): Promise<void> => {
  const limit = limitIn(text)
  const mug = (await allOffers(visitor)).find((offer) => fits(offer, limit))
  if (mug === undefined) throw new Error('the shop has no fitting mug')
  await putInCart(visitor, mug, 2)
  await checkOut(visitor)
}
