/** What lies in a cart, and whether it is what the goal asks for. */
import { isRedMugBelow, type Catalog, type Product } from './catalog.ts'

export interface CartLine {
  readonly product: Product
  readonly quantity: number
}
export type Cart = readonly CartLine[]

export const MAX_QUANTITY = 9

/** Sets how many of a product lie in the cart; 0 takes it out. */
export const withQuantity = (cart: Cart, product: Product, quantity: number): Cart => {
  const line = { product, quantity: Math.min(quantity, MAX_QUANTITY) }
  const standing = cart.some((other) => other.product === product)
  const lines = standing ? cart.map((other) => (other.product === product ? line : other)) : [...cart, line]
  return lines.filter(({ quantity }) => quantity > 0)
}

export const quantityOf = (cart: Cart, product: Product): number => cart.find((line) => line.product === product)?.quantity ?? 0

export const itemsIn = (cart: Cart): number => cart.reduce((sum, { quantity }) => sum + quantity, 0)

export const totalCredits = (cart: Cart): number =>
  cart.reduce((sum, { product, quantity }) => sum + product.priceCredits * quantity, 0)

/** Exactly two red mugs, each below the limit, and nothing else; the two may be of one kind or of two. */
export const isTwoFittingMugs = (cart: Cart, { limitCredits }: Catalog): boolean =>
  itemsIn(cart) === 2 && cart.every(({ product }) => isRedMugBelow(product, limitCredits))
