/** Reads a goal's sentence into what a rule can follow: something to buy, a fact to find, or just its words. */
import { numberOf, singular, wordsOf } from './words.ts'

export interface BuyGoal {
  readonly kind: 'buy'
  readonly count: number
  /** What it is, in the singular: `mug`. */
  readonly thing: string
  /** What it must be besides: `red`. */
  readonly qualities: readonly string[]
  readonly limit?: PriceLimit
}

export interface PriceLimit {
  readonly amount: number
  readonly unit: string
  /** Whether the amount itself is still fine. */
  readonly inclusive: boolean
}

/** `the bridge over` is one hop: its noun, and the words that tell how it is tied to what follows. */
export interface Hop {
  readonly noun: string
  readonly words: readonly string[]
}

export interface FindGoal {
  readonly kind: 'find'
  /** What is asked for: `year`. */
  readonly wanted: string
  /** The name that the chain begins with. */
  readonly anchor: string
  /** From the anchor outwards. */
  readonly hops: readonly Hop[]
  /** What happened in that year: `first held`. */
  readonly deed: readonly string[]
  /** Words of the place where the answer goes: `answer page`. */
  readonly answerPlace: readonly string[]
}

export interface PlainGoal {
  readonly kind: 'plain'
  readonly words: readonly string[]
}

export type ReadGoal = BuyGoal | FindGoal | PlainGoal

const BUY = /\b(?:buy|order|purchase|get)\s+(\w+)\s+([^,.;]+?)\s*(?=[,.;]|\beach\b|\bfor\b|\bthat\b|\bunder\b|\bbelow\b|$)/i
const LIMIT = /\b(less than|under|below|cheaper than|at most|up to|no more than|not more than)\s+(\d+)\s*(\p{L}*)/iu
const INCLUSIVE = /at most|up to|more than/i

const readLimit = (text: string): PriceLimit | undefined => {
  const [, words = '', amount, unit = ''] = LIMIT.exec(text) ?? []
  return amount === undefined ? undefined : { amount: Number(amount), unit: unit.toLowerCase(), inclusive: INCLUSIVE.test(words) }
}

const readBuying = (text: string): BuyGoal | undefined => {
  const [, many = '', what = ''] = BUY.exec(text) ?? []
  const count = numberOf(many)
  const words = wordsOf(what)
  const noun = words.at(-1)
  if (count === undefined || noun === undefined) return undefined
  const limit = readLimit(text)
  return { kind: 'buy', count, thing: singular(noun), qualities: words.slice(0, -1), ...(limit && { limit }) }
}

const FIND =
  /\b(?:the|which|what)\s+(year|date|name|place|number)\s+(?:in|on|at)?\s*(?:which|when|that)?\s*(.+?)\s+(?:was|were|is|are)\s+([^.?]+)[.?]/i
const HOP = /^the\s+(\p{Ll}+)\s+((?:\p{Ll}+\s+)*?)(?=the\s|\p{Lu})/u
const PLACE = /\b(?:submit|enter|give|send)\b[^.]*?\b(?:on|in|at|to)\s+the\s+([^.]+)/i

/** `the bridge over the river that flows through Alderford` → the hops from the inside out, and `Alderford`. */
export const readChain = (phrase: string): Pick<FindGoal, 'anchor' | 'hops'> => {
  const hops: Hop[] = []
  let rest = phrase.trim()
  for (let hop = HOP.exec(rest); hop; hop = HOP.exec(rest)) {
    const [whole, noun = '', tie = ''] = hop
    hops.unshift({ noun, words: wordsOf(tie).filter((word) => word !== 'that' && word !== 'of') })
    rest = rest.slice(whole.length)
  }
  return { anchor: rest.replace(/^the\s+/, '').trim(), hops }
}

const readFinding = (text: string): FindGoal | undefined => {
  const [, wanted = '', phrase, deed = ''] = FIND.exec(text) ?? []
  if (phrase === undefined) return undefined
  const place = wordsOf(PLACE.exec(text)?.[1] ?? 'answer')
  return { kind: 'find', wanted: wanted.toLowerCase(), ...readChain(phrase), deed: wordsOf(deed), answerPlace: place }
}

const COMMON = new Set([
  'the',
  'and',
  'for',
  'with',
  'that',
  'this',
  'will',
  'any',
  'from',
  'then',
  'your',
  'you',
  'each',
  'than',
  'into',
])

const readPlainly = (text: string): PlainGoal => ({
  kind: 'plain',
  words: wordsOf(text).filter((word) => word.length > 2 && !COMMON.has(word)),
})

export const readGoal = (text: string): ReadGoal => readBuying(text) ?? readFinding(text) ?? readPlainly(text)
