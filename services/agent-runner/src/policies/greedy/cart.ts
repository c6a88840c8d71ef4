/** Reads a cart and makes it hold exactly what the goal asks for. */
import type { Observation, PageElement, PagePart } from '../../tools/browser/observation.ts'
import { act, type Act } from '../policy.ts'
import { judge } from './judge-offer.ts'
import { clickable, click, priceIn } from './page-reading.ts'
import type { BuyGoal } from './read-goal.ts'

interface CartLine {
  readonly name: string
  /** As the cart counts it; a select that was changed but not yet sent says otherwise. */
  readonly quantity: number
  readonly fits: boolean
  readonly remove: PageElement
  readonly change: PageElement | undefined
  readonly update: PageElement | undefined
}

export interface Cart {
  readonly lines: readonly CartLine[]
  readonly fitting: number
}

const REMOVE = /remove|delete/i
const UPDATE = /update|change|apply/i

const lineOf = ({ text, elements }: PagePart, goal: BuyGoal): readonly CartLine[] => {
  const remove = clickable(elements, REMOVE)
  const name = elements.find(({ role }) => role === 'link')?.name
  if (!remove || name === undefined) return []
  const change = elements.find(({ role }) => role === 'combobox' || role === 'spinbutton')
  const quantity = Number(/(\d+)\s*[×x]/.exec(text)?.[1] ?? (change?.value || 1))
  const price = priceIn(text, goal.limit?.unit ?? '')
  return [{ name, quantity, fits: judge({ name, price }, goal).fits, remove, change, update: clickable(elements, UPDATE) }]
}

/** The cart on this page; nothing when the page shows none. */
export const readCart = ({ items, heading }: Observation, goal: BuyGoal): Cart | undefined => {
  const lines = items.flatMap((item) => lineOf(item, goal))
  if (lines.length === 0 && !/\b(?:cart|basket|bag)\b/i.test(heading)) return undefined
  return { lines, fitting: lines.reduce((sum, { fits, quantity }) => sum + (fits ? quantity : 0), 0) }
}

const setQuantity = ({ name, change, update, quantity, remove }: CartLine, wanted: number): Act => {
  const value = String(wanted)
  if (!change || wanted < 1) return click(remove, `“${name}” is one too many. Out with it.`)
  if (change.value !== value) {
    const action = { kind: change.role === 'combobox' ? 'select' : 'type', ref: change.ref, target: change.name, value } as const
    return act(action, `The cart should hold ${value} of “${name}”, not ${quantity}.`)
  }
  return click(update ?? change, `Now to make the cart take the new quantity of “${name}”.`)
}

/** The next correction; nothing when the cart holds nothing wrong and not too much. */
export const tidyCart = ({ lines, fitting }: Cart, goal: BuyGoal): Act | undefined => {
  const wrong = lines.find(({ fits }) => !fits)
  if (wrong) return click(wrong.remove, `“${wrong.name}” does not belong in the cart. Out with it.`)
  const line = lines.find(({ quantity }) => quantity > 0)
  return line && fitting > goal.count ? setQuantity(line, Math.max(line.quantity - (fitting - goal.count), 0)) : undefined
}
