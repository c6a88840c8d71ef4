/** The encyclopedia's articles: facts for the box, and prose made from templates. */
import { html, type Html } from '../html.ts'
import type { Bridge, Entity, Festival, Person, River, Town } from './entities.ts'

export interface Fact {
  readonly label: string
  readonly value: string | number | Html
}

export interface Article {
  readonly title: string
  readonly kind: Entity['kind']
  readonly facts: readonly Fact[]
  readonly paragraphs: readonly Html[]
}

export const slugOf = (title: string): string => title.toLowerCase().replaceAll(' ', '-')
export const pathOf = (title: string): string => `/wiki/articles/${slugOf(title)}`

const link = (title: string): Html => html`<a href="${pathOf(title)}">${title}</a>`

const listed = (titles: readonly string[]): Html =>
  html`${titles.map((title, at) => html`${at > 0 && (at === titles.length - 1 ? ' and ' : ', ')}${link(title)}`)}`

const thousands = (count: number): string => count.toLocaleString('en')
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const townArticle = (town: Town): Omit<Article, 'title' | 'kind'> => ({
  facts: [
    { label: 'Region', value: capital(town.region) },
    { label: 'River', value: link(town.river) },
    { label: 'Founded', value: town.founded },
    { label: 'Population', value: thousands(town.population) },
    { label: 'Festival', value: town.festival === undefined ? 'None' : link(town.festival) },
  ],
  paragraphs: [
    html`<strong>${town.title}</strong> is a market town in ${town.region}, on the banks of the ${link(town.river)}. About
      ${thousands(town.population)} people live there.`,
    html`Settlers founded it in ${town.founded}, and for centuries it lived on ${town.trade}. The old warehouses along the quay
    are now houses, workshops and a small museum.`,
    town.festival === undefined
      ? html`The town is known for its quiet squares and for the rows of lime trees that shade them.`
      : html`Once a year the town fills with guests for the ${link(town.festival)}.`,
  ],
})

const riverArticle = (river: River): Omit<Article, 'title' | 'kind'> => ({
  facts: [
    { label: 'Source', value: capital(river.source) },
    { label: 'Length', value: `${river.lengthKm} km` },
    { label: 'Towns', value: listed(river.towns) },
    { label: 'Bridge', value: link(river.bridge) },
  ],
  paragraphs: [
    html`The <strong>${river.title}</strong> rises near ${river.source} and runs for ${river.lengthKm} kilometres before it
      reaches the sea. It flows through ${listed(river.towns)}.`,
    html`For a long time travellers had to cross it by ferry. Since then the ${link(river.bridge)} has carried the road.`,
    html`Herons, otters and a rare kind of trout live along its upper course, which may be visited on foot only.`,
  ],
})

const bridgeArticle = (bridge: Bridge): Omit<Article, 'title' | 'kind'> => ({
  facts: [
    { label: 'Crosses', value: link(bridge.river) },
    { label: 'Designer', value: link(bridge.designer) },
    { label: 'Work began', value: bridge.begun },
    { label: 'Opened', value: bridge.opened },
    { label: 'Length', value: `${bridge.lengthM} m` },
    { label: 'Material', value: capital(bridge.material) },
  ],
  paragraphs: [
    html`The <strong>${bridge.title}</strong> is a road bridge of ${bridge.material} over the ${link(bridge.river)}.`,
    html`It was designed by ${link(bridge.designer)}. Work began in ${bridge.begun}; after two floods had carried the scaffolding
    away, the bridge was opened to traffic in ${bridge.opened}.`,
    html`With ${bridge.lengthM} metres it was thought far too long at the time. It has never been closed since.`,
  ],
})

const personArticle = (person: Person): Omit<Article, 'title' | 'kind'> => ({
  facts: [
    { label: 'Born', value: person.born },
    { label: 'Birthplace', value: link(person.birthplace) },
    { label: 'Died', value: person.died },
    { label: 'Occupation', value: capital(person.occupation) },
    { label: 'Known for', value: person.works.length === 0 ? 'Travel letters' : listed(person.works) },
  ],
  paragraphs: [
    html`<strong>${person.title}</strong> (${person.born} to ${person.died}) was a widely travelled ${person.occupation}.`,
    html`Born in ${link(person.birthplace)} as the youngest of five, ${person.title} was apprenticed at fourteen and soon drew
    plans that older colleagues came to copy.`,
    person.works.length === 0
      ? html`A collection of letters, written on the road, is still read for its sketches of small towns.`
      : html`What remains of a long working life is above all the ${listed(person.works)}.`,
  ],
})

const festivalArticle = (festival: Festival): Omit<Article, 'title' | 'kind'> => ({
  facts: [
    { label: 'Town', value: link(festival.town) },
    { label: 'Founder', value: link(festival.founder) },
    { label: 'First held', value: festival.firstHeld },
    { label: 'Month', value: festival.month },
    { label: 'Visitors', value: thousands(festival.visitors) },
  ],
  paragraphs: [
    html`The <strong>${festival.title}</strong> is a festival held every ${festival.month} in ${link(festival.town)}.`,
    html`It goes back to ${link(festival.founder)}, who wanted to cheer up the town after a hard winter. It was first held in
    ${festival.firstHeld} and has been missed only twice since.`,
    html`Some ${thousands(festival.visitors)} visitors come each year, most of them by boat.`,
  ],
})

const contentOf = (entity: Entity): Omit<Article, 'title' | 'kind'> => {
  switch (entity.kind) {
    case 'town':
      return townArticle(entity)
    case 'river':
      return riverArticle(entity)
    case 'bridge':
      return bridgeArticle(entity)
    case 'person':
      return personArticle(entity)
    case 'festival':
      return festivalArticle(entity)
  }
}

export const articleOn = (entity: Entity): Article => ({ title: entity.title, kind: entity.kind, ...contentOf(entity) })
