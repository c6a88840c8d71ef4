/** A visitor without a browser: fetches pages, keeps cookies, follows redirects, and reads links, fields and tables. */

const unescaped = (text: string): string =>
  text
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')

export const textOf = (markup: string): string => unescaped(markup.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')).trim()

export interface Link {
  readonly name: string
  readonly path: string
}

export const linksIn = (markup: string): readonly Link[] =>
  [...markup.matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a/g)].map(([, path = '', name = '']) => ({
    path: unescaped(path),
    name: textOf(name),
  }))

/** Rows of the page's table by their header. */
export const rowsIn = (markup: string): ReadonlyMap<string, string> =>
  new Map(
    [...markup.matchAll(/<th\b[^>]*>([\s\S]*?)<\/th\s*>\s*<td[^>]*>([\s\S]*?)<\/td/g)].map(([, name = '', value = '']) => [
      textOf(name),
      value,
    ]),
  )

export class Visitor {
  readonly #origin: string
  #cookie = ''
  /** Page actions so far: addresses opened and forms sent; redirects are not counted. */
  actions = 0
  page = ''
  path = ''
  status = 0

  constructor(origin: string) {
    this.#origin = origin
  }

  async open(address: string): Promise<string> {
    return this.#go(address, {})
  }

  async submit(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
    return this.#go(path, { method: 'POST', body: new URLSearchParams(fields) })
  }

  async follow(name: string, within = this.page): Promise<string> {
    const link = linksIn(within).find((other) => other.name === name)
    if (link === undefined) throw new Error(`no link "${name}" on ${this.path}`)
    return this.open(link.path)
  }

  async #go(address: string, init: RequestInit): Promise<string> {
    this.actions += 1
    let answer = await this.#fetch(new URL(address, this.#origin), init)
    for (let next = answer.headers.get('location'); next !== null; next = answer.headers.get('location')) {
      answer = await this.#fetch(new URL(next, this.#origin), {})
    }
    this.status = answer.status
    this.page = await answer.text()
    return this.page
  }

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    this.path = url.pathname
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { cookie: this.#cookie } })
    const [cookie] = answer.headers.getSetCookie()
    if (cookie !== undefined) this.#cookie = cookie.split(';')[0] ?? ''
    return answer
  }
}
