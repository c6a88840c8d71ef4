/** The cart: every line can be changed or removed, and the way to the checkout. */
import { html, type Html } from '../html.ts'
import { itemsIn, totalCredits, type Cart, type CartLine } from './cart.ts'
import { drawingOf } from './drawings.ts'
import { quantityOptions } from './product.page.ts'
import { credits, items, shopPage } from './shop.page.ts'

const line = ({ product, quantity }: CartLine): Html => html`
  <li class="line">
    ${drawingOf(product)}
    <div class="line-name">
      <h2><a href="/shop/products/${product.slug}">${product.name}</a></h2>
      <p>${quantity} × ${credits(product.priceCredits)} = <strong>${credits(product.priceCredits * quantity)}</strong></p>
    </div>
    <form action="/shop/cart/${product.slug}" method="post">
      <select name="quantity" aria-label="Quantity of ${product.name}">
        ${quantityOptions(quantity)}
      </select>
      <button type="submit" aria-label="Update ${product.name}">Update</button>
    </form>
    <form action="/shop/cart/${product.slug}/remove" method="post">
      <button type="submit" class="quiet" aria-label="Remove ${product.name}">Remove</button>
    </form>
  </li>
`

const emptyCart = html`<p class="lead">Your cart is empty.</p>
  <p><a class="main-action" href="/shop">Look around</a></p>`

const filledCart = (cart: Cart): Html => html`
  <ul class="lines" aria-label="Cart items">
    ${cart.map(line)}
  </ul>
  <p class="total">Total for ${items(itemsIn(cart))}: <strong>${credits(totalCredits(cart))}</strong></p>
  <p class="onward">
    <a href="/shop">Continue shopping</a>
    <a class="main-action" href="/shop/checkout">Go to checkout</a>
  </p>
`

export const cartPage = (cart: Cart): Html =>
  shopPage({
    title: 'Your cart',
    cart,
    crumbs: [{ name: 'All products', path: '/shop' }],
    body: cart.length === 0 ? emptyCart : filledCart(cart),
  })
