/** What the shop answers at each of its addresses. */
import { page, seeOther, type Answer, type Asked, type SiteRoute } from '../gym.site.ts'
import { found } from '../refusal.ts'
import { lookIn, shelfOf } from './browse.ts'
import { cartPage } from './cart.page.ts'
import { MAX_QUANTITY, quantityOf } from './cart.ts'
import type { Product } from './catalog.ts'
import { checkoutPage } from './checkout.page.ts'
import { checkoutForm, type CheckoutField, type CheckoutFaults } from './delivery.ts'
import { listPage } from './list.page.ts'
import { orderPage } from './order.page.ts'
import { productPage } from './product.page.ts'
import { comeToCheckout, placeOrder, putInCart, type ShopVisit } from './shop.visit.ts'

type Shown = (visit: ShopVisit, asked: Asked) => Answer

const productIn = ({ catalog }: ShopVisit, slug: string | undefined): Product =>
  found(
    catalog.products.find((product) => product.slug === slug),
    'The shop has no such product.',
  )

/** What a form says for a quantity; whatever is not a whole number within the select counts as one. */
const quantityIn = (form: Asked['form']): number => {
  const quantity = Number(form.quantity)
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY ? quantity : 1
}

const list: Shown = ({ catalog, cart }, { query }) => page(listPage(shelfOf(catalog, lookIn(query)), cart))

const product: Shown = (visit, { params }) => page(productPage(productIn(visit, params.slug), visit.cart))

const addToCart: Shown = (visit, { form, at }) => {
  const chosen = productIn(visit, form.product)
  putInCart(visit, chosen, quantityOf(visit.cart, chosen) + quantityIn(form), at)
  return seeOther('/shop/cart')
}

const changeQuantity: Shown = (visit, { params, form, at }) => {
  putInCart(visit, productIn(visit, params.slug), quantityIn(form), at)
  return seeOther('/shop/cart')
}

const remove: Shown = (visit, { params, at }) => {
  putInCart(visit, productIn(visit, params.slug), 0, at)
  return seeOther('/shop/cart')
}

const checkout: Shown = (visit, { at }) => {
  if (visit.cart.length === 0) return seeOther('/shop/cart')
  comeToCheckout(visit, at)
  return page(checkoutPage({ cart: visit.cart, typed: {}, faults: {} }))
}

const order: Shown = (visit, { form, at }) => {
  if (visit.cart.length === 0) return seeOther('/shop/cart')
  comeToCheckout(visit, at)
  const read = checkoutForm.safeParse(form)
  if (read.success) return seeOther(`/shop/orders/${placeOrder(visit, read.data, at).number}`)
  const faults: CheckoutFaults = Object.fromEntries(
    read.error.issues.map(({ path, message }): [CheckoutField | string, string] => [String(path[0]), message]),
  )
  return page(checkoutPage({ cart: visit.cart, typed: form, faults }), 422)
}

const confirmation: Shown = ({ lastOrder, cart }, { params }) =>
  page(orderPage(found(String(lastOrder?.number) === params.number ? lastOrder : undefined, 'There is no such order.'), cart))

export const shopRoutes: readonly SiteRoute<ShopVisit>[] = [
  { method: 'GET', path: '/shop', answer: list },
  { method: 'GET', path: '/shop/products/:slug', answer: product },
  { method: 'GET', path: '/shop/cart', answer: (visit) => page(cartPage(visit.cart)) },
  { method: 'POST', path: '/shop/cart', answer: addToCart },
  { method: 'POST', path: '/shop/cart/:slug', answer: changeQuantity },
  { method: 'POST', path: '/shop/cart/:slug/remove', answer: remove },
  { method: 'GET', path: '/shop/checkout', answer: checkout },
  { method: 'POST', path: '/shop/checkout', answer: order },
  { method: 'GET', path: '/shop/orders/:number', answer: confirmation },
]
