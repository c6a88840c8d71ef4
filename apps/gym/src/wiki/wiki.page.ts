/** The frame of every page of the encyclopedia. */
import { document } from '../document.ts'
import { html, type Html, type HtmlValue } from '../html.ts'

export const WIKI_NAME = 'The Lowland Companion'

const header = (words: string): Html => html`
  <header class="top">
    <a class="brand" href="/wiki">${WIKI_NAME}</a>
    <form class="search" role="search" action="/wiki/search" method="get">
      <input type="search" name="q" value="${words}" aria-label="Search articles" placeholder="Search articles" maxlength="60" />
      <button type="submit">Search</button>
    </form>
    <nav aria-label="Main">
      <a href="/wiki">All articles</a>
      <a href="/wiki/answer">Answer page</a>
    </nav>
  </header>
`

export const wikiPage = ({
  title,
  words = '',
  body,
}: {
  readonly title: string
  readonly words?: string
  readonly body: HtmlValue
}): Html =>
  document({
    title: `${title} · ${WIKI_NAME}`,
    style: 'wiki',
    body: html`${header(words)}
      <main>
        <h1>${title}</h1>
        ${body}
      </main>`,
  })
