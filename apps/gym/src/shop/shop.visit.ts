/** One visitor's shop: the seeded catalogue, the cart, the last order; each change notes the milestones it reaches. */
import type { Session } from '../gym.site.ts'
import { Milestones } from '../milestones.ts'
import { isTwoFittingMugs, withQuantity, type Cart } from './cart.ts'
import { catalogOf, type Catalog, type Product } from './catalog.ts'
import type { Delivery } from './delivery.ts'

export interface Order {
  readonly number: number
  readonly cart: Cart
  readonly name: string
  readonly address: string
  readonly delivery: Delivery
  readonly placedAt: string
}

export interface ShopVisit {
  readonly catalog: Catalog
  readonly milestones: Milestones
  cart: Cart
  ordersPlaced: number
  lastOrder: Order | undefined
}

export const openShop = ({ seed }: Session): ShopVisit => ({
  catalog: catalogOf(seed),
  milestones: new Milestones(),
  cart: [],
  ordersPlaced: 0,
  lastOrder: undefined,
})

const note = ({ cart, catalog, milestones }: ShopVisit, fact: string, at: string): void => {
  if (isTwoFittingMugs(cart, catalog)) milestones.reach(fact, at)
}

export const putInCart = (visit: ShopVisit, product: Product, quantity: number, at: string): void => {
  visit.cart = withQuantity(visit.cart, product, quantity)
  note(visit, 'inCart', at)
}

export const comeToCheckout = (visit: ShopVisit, at: string): void => note(visit, 'atCheckout', at)

/** Every order stands for itself: a wrong one neither counts nor spoils the next. */
export const placeOrder = (visit: ShopVisit, buyer: Pick<Order, 'name' | 'address' | 'delivery'>, at: string): Order => {
  note(visit, 'goalMet', at)
  visit.ordersPlaced += 1
  const order = { ...buyer, number: 1000 + visit.ordersPlaced, cart: visit.cart, placedAt: at }
  visit.lastOrder = order
  visit.cart = []
  return order
}
