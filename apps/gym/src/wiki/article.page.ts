/** One article: prose at the left, picture and facts at the right. */
import { html, type Html } from '../html.ts'
import type { Article } from './articles.ts'
import { pictureOf } from './pictures.ts'
import { wikiPage } from './wiki.page.ts'

export const kindWords: Readonly<Record<Article['kind'], readonly [one: string, many: string]>> = {
  town: ['Town', 'Towns'],
  river: ['River', 'Rivers'],
  bridge: ['Bridge', 'Bridges'],
  person: ['Person', 'People'],
  festival: ['Festival', 'Festivals'],
}

const factTable = ({ title, facts }: Article): Html => html`
  <table aria-label="Facts about ${title}">
    <tbody>
      ${facts.map(
        ({ label, value }) =>
          html`<tr>
            <th scope="row">${label}</th>
            <td>${value}</td>
          </tr>`,
      )}
    </tbody>
  </table>
`

export const articlePage = (article: Article): Html =>
  wikiPage({
    title: article.title,
    body: html`<p class="kind">${kindWords[article.kind][0]}</p>
      <div class="article">
        <article>${article.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</article>
        <aside aria-label="Facts">${pictureOf(article.kind, article.title)} ${factTable(article)}</aside>
      </div>`,
  })
