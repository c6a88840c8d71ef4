/** The confirmation of an order. */
import { html, type Html } from '../html.ts'
import { totalCredits, type Cart } from './cart.ts'
import { drawingOf } from './drawings.ts'
import { credits, shopPage } from './shop.page.ts'
import type { Order } from './shop.visit.ts'

export const orderPage = (order: Order, cart: Cart): Html =>
  shopPage({
    title: `Order ${order.number} is placed`,
    cart,
    body: html`<p class="lead">Thank you, ${order.name}. Your order is on its way to ${order.address}.</p>
      <ul class="lines" aria-label="Ordered items">
        ${order.cart.map(
          ({ product, quantity }) =>
            html`<li class="line">
              ${drawingOf(product)}
              <div class="line-name">
                <h2>${product.name}</h2>
                <p>${quantity} × ${credits(product.priceCredits)}</p>
              </div>
            </li>`,
        )}
      </ul>
      <p class="total">
        ${order.delivery.name}: ${credits(order.delivery.priceCredits)}. Total:
        <strong>${credits(totalCredits(order.cart) + order.delivery.priceCredits)}</strong>
      </p>
      <p><a class="main-action" href="/shop">Back to the shop</a></p>`,
  })
