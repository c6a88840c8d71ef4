/** Names that would pass for the platform, its operators or an agent. */
import { Rejection } from '@agent-arena/contracts'
import { lookOf } from './look-of-name.ts'

/** In any place of a name. */
const roles = new Set(['operator', 'operators', 'admin', 'admins', 'administrator', 'moderator', 'referee', 'official', 'staff'])

/** As the whole name. */
const own = [
  'arena',
  'agent arena',
  'the arena',
  'house',
  'the house',
  'system',
  'support',
  'judge',
  'bank',
  'pool',
  'grant',
  'service',
]
const agents = ['nobody', 'anyone', 'agent', 'greedy', 'planner', 'random', 'house greedy', 'house planner', 'house random']
const whole = new Set([...own, ...agents].map(lookOf))

/** Families of models, as the first word: contestants are named after them. */
const models =
  /^(?:claude|anthropic|gpt|chatgpt|openai|codex|gemini|gemma|llama|mistral|mixtral|grok|qwen|deepseek|kimi|copilot)(?:\d.*)?$/

/** Figures and signs that are read as letters. */
const leet: Readonly<Record<string, string>> = { '1': 'i', '@': 'a', $: 's', '3': 'e', '4': 'a', '5': 's', '7': 't', '!': 'i' }

/** As it looks, and as it is read; a 1 may be either an l or an i. */
const readingsOf = (word: string) => [lookOf(word), lookOf([...word].map((sign) => leet[sign] ?? sign).join(''))]

/** Letters, the figures and signs that are read as such, and letters in frames; the rest stands between words. */
const BETWEEN = /[^\p{L}\p{M}\p{N}@$!|\u{1f150}-\u{1f189}\p{RI}]+/u

/** A number behind a role makes no other role of it, nor does a capital in the middle end one that comes before. */
const partsOf = (word: string) => [word, ...word.split(/(?<=\p{Ll})(?=\p{Lu})/u)].map((part) => part.replace(/\d+$/, ''))

/** `oper.ator` is a role as much as `operator`. */
const namesRole = (plain: string, words: readonly string[]) =>
  [plain, ...words, ...words.flatMap(partsOf)].flatMap(readingsOf).some((reading) => roles.has(reading))

const whyReserved = (name: string): string | undefined => {
  const plain = name.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')
  const words = plain.split(BETWEEN).filter((word) => word !== '')
  if (namesRole(plain, words)) return 'must not pass for an operator of the arena'
  if (readingsOf(plain).some((name) => whole.has(name))) return 'belongs to the arena'
  if (/^\W*house\s*[/:\\∕⁄⧸]/iu.test(plain)) return 'must not pass for an agent of the house'
  const [first = ''] = words
  if (models.test(first.toLowerCase()) || models.test(lookOf(first))) return 'must not pass for an agent'
  return undefined
}

/** Throws `name-reserved`. */
export const requireUnreserved = (name: string): void => {
  const message = whyReserved(name)
  if (message !== undefined)
    throw new Rejection('name-reserved', { detail: `The name ${name} ${message}.`, errors: [{ path: 'name', message }] })
}
