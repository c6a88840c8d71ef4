/** Whether something on offer is what the goal asks for, and if not, why, in a sentence for those who watch. */
import type { BuyGoal } from './read-goal.ts'
import { singular, wordsOf } from './words.ts'

export interface Offer {
  readonly name: string
  readonly price: number | undefined
}

export type Verdict = { readonly fits: true } | { readonly fits: false; readonly close: boolean; readonly why: string }

const no = (why: string, close = false): Verdict => ({ fits: false, close, why })

/** What a name is about stands at its end, before any comma or bracket: a mug holder is a holder. */
const headOf = (name: string): string => singular(wordsOf(name.split(/[,(–]/, 1)[0] ?? '').at(-1) ?? '')

export const priceFits = (price: number, { limit }: BuyGoal): boolean =>
  limit === undefined || price < limit.amount || (limit.inclusive && price === limit.amount)

const isAre = (qualities: readonly string[]): string => qualities.join(' and ')

export const judge = ({ name, price }: Offer, goal: BuyGoal): Verdict => {
  const words = wordsOf(name)
  const head = headOf(name)
  const missing = goal.qualities.filter((quality) => !words.includes(quality))
  if (head !== goal.thing) {
    const deceptive = words.some((word) => singular(word) === goal.thing)
    return no(deceptive ? `“${name}” is a ${head}, not a ${goal.thing}.` : `“${name}” is no ${goal.thing}.`, deceptive)
  }
  if (missing.length > 0) return no(`“${name}” is a ${goal.thing}, but it is not ${isAre(missing)}.`, true)
  if (price === undefined && goal.limit) return no(`“${name}” has no price that I can read.`)
  if (price === undefined || priceFits(price, goal)) return { fits: true }
  const { amount = 0, unit = '', inclusive = false } = goal.limit ?? {}
  const bound = inclusive ? `at most ${amount}` : `less than ${amount}`
  return no(`“${name}” would be right, but it costs ${price} ${unit}, and it must be ${bound}.`, true)
}
