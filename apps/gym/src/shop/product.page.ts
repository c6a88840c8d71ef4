/** One product: drawing, price, details, and the form that puts it into the cart. */
import { html, type Html } from '../html.ts'
import { MAX_QUANTITY, type Cart } from './cart.ts'
import type { Product } from './catalog.ts'
import { drawingOf } from './drawings.ts'
import { credits, shopPage } from './shop.page.ts'

export const quantityOptions = (chosen: number): readonly Html[] =>
  Array.from({ length: MAX_QUANTITY }, (_, at) => html`<option ${at + 1 === chosen && html`selected`}>${at + 1}</option>`)

const details = ({ kind, colour }: Product): Html => html`
  <dl class="details">
    <dt>Kind</dt>
    <dd>${kind.name}</dd>
    <dt>Colour</dt>
    <dd>${colour.name}</dd>
    <dt>Size</dt>
    <dd>${kind.size}</dd>
  </dl>
`

const buyForm = ({ slug }: Product): Html => html`
  <form class="buy" action="/shop/cart" method="post">
    <input type="hidden" name="product" value="${slug}" />
    <label for="quantity">Quantity</label>
    <select id="quantity" name="quantity">
      ${quantityOptions(1)}
    </select>
    <button type="submit" class="main-action">Add to cart</button>
  </form>
`

export const productPage = (product: Product, cart: Cart): Html =>
  shopPage({
    title: product.name,
    cart,
    crumbs: [{ name: 'All products', path: '/shop' }],
    body: html`<div class="product">
      <div class="stage">${drawingOf(product)}</div>
      <div>
        <p class="price">${credits(product.priceCredits)}</p>
        <p>${product.kind.about}</p>
        ${details(product)} ${buyForm(product)}
      </div>
    </div>`,
  })
