/** The checkout: who gets the order, where, and how; faults are told above the form and beside the field. */
import { html, type Html, type HtmlValue } from '../html.ts'
import { itemsIn, totalCredits, type Cart } from './cart.ts'
import { deliveries, type CheckoutFaults } from './delivery.ts'
import { credits, items, shopPage } from './shop.page.ts'

export interface CheckoutParts {
  readonly cart: Cart
  /** What the visitor typed so far. */
  readonly typed: Readonly<Record<string, string>>
  readonly faults: CheckoutFaults
}

const fault = (message: string | undefined): HtmlValue => message !== undefined && html`<span class="fault">${message}</span>`

const alert = (faults: CheckoutFaults): HtmlValue =>
  Object.keys(faults).length > 0 &&
  html`<div class="alert" role="alert">The order was not placed. ${Object.values(faults).join(' ')}</div>`

const textField = (name: 'name' | 'address', label: string, { typed, faults }: CheckoutParts): Html => html`
  <p class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      value="${typed[name]}"
      autocomplete="off"
      ${faults[name] !== undefined && html`aria-invalid="true"`}
    />
    ${fault(faults[name])}
  </p>
`

const deliveryField = ({ typed, faults }: CheckoutParts): Html => html`
  <fieldset>
    <legend>Delivery</legend>
    ${deliveries.map(
      ({ code, name, priceCredits }) =>
        html`<label>
          <input type="radio" name="delivery" value="${code}" ${typed.delivery === code && html`checked`} />
          ${name} (${priceCredits === 0 ? 'free' : credits(priceCredits)})
        </label>`,
    )}
    ${fault(faults.delivery)}
  </fieldset>
`

const summary = (cart: Cart): Html => html`
  <aside class="summary" aria-label="Your order">
    <h2>Your order</h2>
    <ul>
      ${cart.map(({ product, quantity }) => html`<li>${quantity} × ${product.name}, ${credits(product.priceCredits * quantity)}</li>`)}
    </ul>
    <p>${items(itemsIn(cart))}: <strong>${credits(totalCredits(cart))}</strong></p>
  </aside>
`

export const checkoutPage = (parts: CheckoutParts): Html =>
  shopPage({
    title: 'Checkout',
    cart: parts.cart,
    crumbs: [
      { name: 'All products', path: '/shop' },
      { name: 'Your cart', path: '/shop/cart' },
    ],
    body: html`${alert(parts.faults)}
      <div class="checkout">
        <form action="/shop/checkout" method="post" novalidate>
          ${textField('name', 'Full name', parts)} ${textField('address', 'Address', parts)} ${deliveryField(parts)}
          <button type="submit" class="main-action">Place order</button>
        </form>
        ${summary(parts.cart)}
      </div>`,
  })
