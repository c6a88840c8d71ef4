/** The frame of every shop page: header with search and cart, breadcrumbs, heading. */
import { document } from '../document.ts'
import { html, type Html, type HtmlValue } from '../html.ts'
import { itemsIn, type Cart } from './cart.ts'

export const SHOP_NAME = 'Kiln & Kettle'

export interface Crumb {
  readonly name: string
  readonly path: string
}

export interface ShopPageParts {
  readonly title: string
  readonly cart: Cart
  readonly crumbs?: readonly Crumb[]
  readonly words?: string
  readonly body: HtmlValue
}

export const credits = (amount: number): string => `${amount} ${amount === 1 ? 'credit' : 'credits'}`
export const items = (count: number): string => `${count} ${count === 1 ? 'item' : 'items'}`

const header = (cart: Cart, words: string): Html => html`
  <header class="top">
    <a class="brand" href="/shop">${SHOP_NAME}</a>
    <form class="search" role="search" action="/shop" method="get">
      <input type="search" name="q" value="${words}" aria-label="Search products" placeholder="Search products" maxlength="60" />
      <button type="submit">Search</button>
    </form>
    <nav aria-label="Main">
      <a href="/shop">All products</a>
      <a class="cart-link" href="/shop/cart">Cart (${items(itemsIn(cart))})</a>
    </nav>
  </header>
`

const breadcrumbs = (crumbs: readonly Crumb[], here: string): HtmlValue =>
  crumbs.length > 0 &&
  html`<nav class="crumbs" aria-label="Breadcrumb">
    <ol>
      ${crumbs.map(({ name, path }) => html`<li><a href="${path}">${name}</a></li>`)}
      <li aria-current="page">${here}</li>
    </ol>
  </nav>`

export const shopPage = ({ title, cart, crumbs = [], words = '', body }: ShopPageParts): Html =>
  document({
    title: `${title} · ${SHOP_NAME}`,
    style: 'shop',
    body: html`${header(cart, words)}
      <main>
        ${breadcrumbs(crumbs, title)}
        <h1>${title}</h1>
        ${body}
      </main>`,
  })
