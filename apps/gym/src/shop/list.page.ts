/** The shelves: colour filter, eight products a page, page links. */
import { html, type Html, type HtmlValue } from '../html.ts'
import { addressOf, type Look, type Shelf } from './browse.ts'
import type { Cart } from './cart.ts'
import { colours, type Colour } from './colours.ts'
import type { Product } from './catalog.ts'
import { drawingOf } from './drawings.ts'
import { credits, shopPage } from './shop.page.ts'

const current = (is: boolean): HtmlValue => is && html` aria-current="true"`

const swatch = ({ paint, shade }: Colour): Html =>
  html`<svg class="swatch" viewBox="0 0 20 20" aria-hidden="true">
    <circle cx="10" cy="10" r="8.5" fill="${paint}" stroke="${shade}" stroke-width="1.5" />
  </svg>`

const colourLink = (look: Look, name: string, paint?: Colour): Html => {
  const colour = paint?.name ?? ''
  return html`<li>
    <a href="${addressOf({ ...look, colour, page: 1 })}" ${current(look.colour === colour)}>${paint && swatch(paint)}${name}</a>
  </li>`
}

const colourFilter = (look: Look): Html => html`
  <nav class="filter" aria-label="Filter by colour">
    <ul>
      ${colourLink(look, 'All colours')} ${colours.map((colour) => colourLink(look, colour.name, colour))}
    </ul>
  </nav>
`

export const productCard = (product: Product): Html => html`
  <li class="card">
    ${drawingOf(product)}
    <h2><a href="/shop/products/${product.slug}">${product.name}</a></h2>
    <p class="price">${credits(product.priceCredits)}</p>
  </li>
`

const pageLinks = (shelf: Shelf): HtmlValue =>
  shelf.pages > 1 &&
  html`<nav class="pages" aria-label="Pages">
    ${shelf.page > 1 && html`<a href="${addressOf({ ...shelf, page: shelf.page - 1 })}">Previous page</a>`}
    <ol>
      ${Array.from({ length: shelf.pages }, (_, at) => {
        const page = at + 1
        return html`<li>
          <a href="${addressOf({ ...shelf, page })}" aria-label="Page ${page}" ${current(page === shelf.page)}>${page}</a>
        </li>`
      })}
    </ol>
    ${shelf.page < shelf.pages && html`<a href="${addressOf({ ...shelf, page: shelf.page + 1 })}">Next page</a>`}
  </nav>`

const titleOf = ({ words, colour }: Look): string => {
  const what = words === '' ? 'All products' : `Results for “${words}”`
  return colour === '' ? what : `${what} in ${colour.toLowerCase()}`
}

export const listPage = (shelf: Shelf, cart: Cart): Html =>
  shopPage({
    title: titleOf(shelf),
    cart,
    words: shelf.words,
    body: html`${colourFilter(shelf)}
      <p class="count">${shelf.total} ${shelf.total === 1 ? 'product' : 'products'}, page ${shelf.page} of ${shelf.pages}</p>
      ${
        shelf.total === 0
          ? html`<p>Nothing fits. <a href="/shop">Show all products</a></p>`
          : html`<ul class="cards" aria-label="Products">
              ${shelf.products.map(productCard)}
            </ul>`
      }
      ${pageLinks(shelf)}`,
  })
