/** Finds what a visitor looks for: search words, colour, page by page. */
import type { Catalog, Product } from './catalog.ts'
import { colours } from './colours.ts'

export const PAGE_SIZE = 8

export interface Look {
  readonly words: string
  /** Name of a colour, or empty for all. */
  readonly colour: string
  readonly page: number
}

export interface Shelf extends Look {
  readonly products: readonly Product[]
  readonly total: number
  readonly pages: number
}

export const lookIn = (query: Readonly<Record<string, string>>): Look => ({
  words: (query.q ?? '').trim().slice(0, 60),
  colour: colours.find(({ name }) => name.toLowerCase() === query.colour?.toLowerCase())?.name ?? '',
  page: /^[1-9]\d{0,3}$/.test(query.page ?? '') ? Number(query.page) : 1,
})

const hasWords = (product: Product, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => product.name.toLowerCase().includes(word.length > 3 ? word.replace(/s$/, '') : word))

export const shelfOf = ({ products }: Catalog, look: Look): Shelf => {
  const fitting = products.filter(
    (product) => hasWords(product, look.words) && (look.colour === '' || product.colour.name === look.colour),
  )
  const pages = Math.max(1, Math.ceil(fitting.length / PAGE_SIZE))
  const page = Math.min(look.page, pages)
  return { ...look, page, pages, total: fitting.length, products: fitting.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) }
}

/** The address of a look; what is at its default is left out. */
export const addressOf = ({ words, colour, page }: Look): string => {
  const query = new URLSearchParams()
  if (words !== '') query.set('q', words)
  if (colour !== '') query.set('colour', colour.toLowerCase())
  if (page > 1) query.set('page', String(page))
  return query.size === 0 ? '/shop' : `/shop?${query}`
}
