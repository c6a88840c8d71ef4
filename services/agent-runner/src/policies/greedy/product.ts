/** Reads the page of one product and puts as many into the cart as are still needed. */
import type { Observation, PageElement } from '../../tools/browser/observation.ts'
import { act, type Act } from '../policy.ts'
import type { Shopping } from './shopping.ts'
import { judge, type Offer, type Verdict } from './judge-offer.ts'
import { clickable, click, inContent, priceIn } from './page-reading.ts'
import type { BuyGoal } from './read-goal.ts'
import { singular, wordsOf } from './words.ts'

export interface Product extends Offer {
  readonly verdict: Verdict
  readonly add: PageElement
  readonly quantity: PageElement | undefined
}

const ADD = /add to (?:the |your |my )?(?:cart|basket|bag)|buy now/i
const KIND = /^(?:kind|type|category)$/i

/** What the product's own table says it is may contradict its name. */
const contradiction = ({ facts }: Observation, { thing }: BuyGoal): Verdict | undefined => {
  const kind = facts.find(({ label }) => KIND.test(label))?.text
  if (kind === undefined || singular(wordsOf(kind).at(-1) ?? '') === thing) return undefined
  return { fits: false, close: true, why: `Its own page calls it a ${kind.toLowerCase()}, not a ${thing}.` }
}

export const readProduct = (page: Observation, goal: BuyGoal): Product | undefined => {
  const add = clickable(page.elements.filter(inContent), ADD)
  if (!add) return undefined
  const unit = goal.limit?.unit ?? ''
  const price =
    page.passages.map(({ text }) => priceIn(text, unit)).find((found) => found !== undefined) ?? priceIn(page.text, unit)
  const offer = { name: page.heading, price }
  const quantity = page.elements.find(
    (element) =>
      inContent(element) &&
      (element.role === 'combobox' || element.role === 'spinbutton') &&
      /quantity|amount|how many/i.test(element.name),
  )
  return { ...offer, verdict: contradiction(page, goal) ?? judge(offer, goal), add, quantity }
}

/** Chooses how many, where the page lets one choose. */
const chooseQuantity = ({ name, price, quantity }: Product, wanted: number, goal: BuyGoal): Act | undefined => {
  const value = String(wanted)
  if (!quantity || quantity.value === value) return undefined
  if (quantity.role === 'combobox' && !quantity.options.includes(value)) return undefined
  const kind = quantity.role === 'combobox' ? 'select' : 'type'
  const cost = price === undefined ? '' : `, at ${price} ${goal.limit?.unit ?? ''}`.trimEnd()
  const reasoning = `“${name}” is what I was looking for${cost}. I take ${value}.`
  return act({ kind, ref: quantity.ref, target: quantity.name, value }, reasoning, { confidence: 0.85, progress: 30 })
}

export const takeProduct = (product: Product, shopping: Shopping): Act | undefined => {
  const { name, verdict, add, quantity } = product
  const wanted = shopping.goal.count - shopping.inCart
  shopping.browsing.tried.add(name)
  if (wanted < 1) return undefined
  if (!verdict.fits) return act({ kind: 'back' }, `${verdict.why} Back to the shelves.`)
  const choice = chooseQuantity(product, wanted, shopping.goal)
  if (choice) return choice
  shopping.inCart += Number(quantity?.value || 1)
  return click(add, `Into the cart with “${name}”.`, { confidence: 0.9, progress: 40 })
}
