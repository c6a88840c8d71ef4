/** The list of all articles by kind, and what a search finds. */
import { html, type Html } from '../html.ts'
import { kindWords } from './article.page.ts'
import { pathOf } from './articles.ts'
import type { Entity } from './entities.ts'
import { pictureOf } from './pictures.ts'
import { wikiPage } from './wiki.page.ts'
import type { World } from './world.ts'

const kinds: readonly Entity['kind'][] = ['town', 'river', 'bridge', 'person', 'festival']

const titleLinks = (entities: readonly Entity[]): Html =>
  html`<ul>
    ${entities.map(({ title }) => html`<li><a href="${pathOf(title)}">${title}</a></li>`)}
  </ul>`

const byTitle = (one: Entity, other: Entity): number => one.title.localeCompare(other.title, 'en')

export const indexPage = (world: World): Html =>
  wikiPage({
    title: 'All articles',
    body: html`<p class="lead">${world.size} articles about towns, rivers, bridges, people and festivals.</p>
      <div class="shelves">
        ${kinds.map((kind) => {
          const entities = [...world.values()].filter((entity) => entity.kind === kind).sort(byTitle)
          return html`<section>
            ${pictureOf(kind, kind)}
            <h2>${kindWords[kind][1]}</h2>
            ${titleLinks(entities)}
          </section>`
        })}
      </div>`,
  })

export const searchPage = (world: World, words: string): Html => {
  const hits = [...world.values()].filter(({ title }) => title.toLowerCase().includes(words.toLowerCase())).sort(byTitle)
  return wikiPage({
    title: `Articles named “${words}”`,
    words,
    body: html`<p class="lead">${hits.length} found.</p>
      <div class="hits">${titleLinks(hits)}</div>
      <p><a href="/wiki">All articles</a></p>`,
  })
}
