/** Looks through a shop's shelves: by filter, by search or page by page, as chance has it. */
import type { Observation, PageElement, PagePart } from '../../tools/browser/observation.ts'
import type { Chance } from '../chance.ts'
import { act, type Act } from '../policy.ts'
import type { Approach, Browsing, Shopping } from './shopping.ts'
import { judge, type Offer } from './judge-offer.ts'
import { clickable, click, isLink, priceIn } from './page-reading.ts'
import { best } from './words.ts'

interface ShelfOffer extends Offer {
  readonly link: PageElement
}

const NEXT = /^(?:next|more)\b|next page|^[›»→]$/i
const SHELVES = /continue shopping|all products|look around|back to (?:the )?shop|show all|^(?:shop|home|products|catalogue)$/i

export const newBrowsing = (chance: Chance): Browsing => {
  const first = chance.pick<Approach>(['filter', 'search', 'leaf']) ?? 'leaf'
  const others = (['leaf', 'search', 'filter'] as const).filter((approach) => approach !== first)
  return { approaches: [...others, first], begun: false, tried: new Set() }
}

const offerOf = ({ text, elements }: PagePart, unit: string): readonly ShelfOffer[] => {
  const link = elements.find(isLink)
  const price = priceIn(text, unit)
  return link && price !== undefined ? [{ name: link.name, price, link }] : []
}

const takeALook = (offers: readonly ShelfOffer[], { goal, browsing }: Shopping): Act | undefined => {
  const fitting = offers.filter((offer) => judge(offer, goal).fits && !browsing.tried.has(offer.name))
  const choice = best(fitting, ({ price = 0 }) => 1 / (1 + price))
  if (!choice) return undefined
  const cost = goal.limit ? `${choice.price} ${goal.limit.unit}; the limit is ${goal.limit.amount}` : choice.price
  return click(choice.link, `“${choice.name}” costs ${cost}. That is worth a closer look.`, { progress: 20 })
}

/** What nearly fitted makes the better story. */
const remark = (offers: readonly ShelfOffer[], { goal, chance }: Shopping): string => {
  const near = offers.map((offer) => judge(offer, goal)).filter((verdict) => !verdict.fits && verdict.close)
  const verdict = chance.pick(near)
  return verdict && !verdict.fits ? verdict.why : `No ${goal.thing} here that fits.`
}

const begin = ({ goal, browsing }: Shopping, { elements }: Observation): Act | undefined => {
  const [approach] = browsing.approaches.slice(-1)
  if (browsing.begun) return undefined
  browsing.begun = true
  if (approach === 'filter') {
    const filter = elements.find((element) => isLink(element) && goal.qualities.includes(element.name.toLowerCase()))
    return (
      filter && click(filter, `The shop can show only what is ${filter.name.toLowerCase()}. That saves time.`, { progress: 5 })
    )
  }
  const field = elements.find(({ role }) => role === 'searchbox')
  if (approach !== 'search' || !field) return undefined
  const value = [...goal.qualities, goal.thing].join(' ')
  return act({ kind: 'type', ref: field.ref, target: field.name, value, submit: true }, `I search for “${value}”.`, {
    progress: 5,
  })
}

const nextApproach = ({ browsing }: Shopping, { elements }: Observation): Act | undefined => {
  browsing.approaches.pop()
  browsing.begun = false
  const shelves = clickable(elements, SHELVES)
  return browsing.approaches.length > 0 && shelves
    ? click(shelves, 'Nothing that way. I start over at the shelves and look differently.')
    : undefined
}

export const browse = (shopping: Shopping, page: Observation, anotherApproach: boolean): Act | undefined => {
  const offers = page.items.flatMap((item) => offerOf(item, shopping.goal.limit?.unit ?? ''))
  const shelves = clickable(page.elements, SHELVES)
  if (anotherApproach) return nextApproach(shopping, page)
  const look = takeALook(offers, shopping) ?? begin(shopping, page)
  if (look) return look
  const next = clickable(page.elements, NEXT)
  if (next) return click(next, `${remark(offers, shopping)} On to the next page.`, { progress: 10 })
  if (offers.length === 0 && shelves && page.url !== shelves.url)
    return click(shelves, 'Nothing is sold on this page. Back to the shelves.')
  return nextApproach(shopping, page)
}
