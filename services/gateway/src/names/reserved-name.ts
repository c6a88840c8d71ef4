/** Names that would pass for the platform, its operators or an agent. */
import { lookOf } from './look-of-name.ts'
import { reservedRejection } from './refusals.ts'

/** In any place of a name. */
const roles = ['operator', 'operators', 'admin', 'admins', 'administrator', 'moderator', 'referee', 'official', 'staff']

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
const players = ['greedy', 'planner', 'random']
const agents = ['nobody', 'anyone', 'agent', ...players]

const looksOf = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(lookOf))

const whole = looksOf([...own, ...agents, ...players.flatMap((player) => [`house ${player}`, `house|${player}`])])

/** `arenaadmin` claims as much as `Arena Admin`. */
const joined = roles.flatMap((role) => [...roles, ...own, ...agents].flatMap((other) => [role + other, other + role]))
const asWords = looksOf([...roles, ...joined])

/** So long that no other word holds them by accident, but for the harmless ones. */
const anywhere = new RegExp(
  roles
    .filter(({ length }) => length >= 8)
    .map(lookOf)
    .join('|'),
)
const harmless = new RegExp(['cooperator', 'unofficial'].map(lookOf).join('|'), 'g')

/** Families of models, as the first word: contestants are named after them. */
const families = [
  'claude',
  'anthropic',
  'gpt',
  'chatgpt',
  'openai',
  'codex',
  'gemini',
  'gemma',
  'llama',
  'mistral',
  'mixtral',
  'grok',
  'qwen',
  'deepseek',
  'kimi',
  'copilot',
]
const models = new RegExp(`^(?:${families.map(lookOf).join('|')})(?:\\d.*)?$`)

/** Figures and signs that are read as letters, without looking like them. */
const leet: Readonly<Record<string, string>> = { '@': 'a', $: 's', '3': 'e', '4': 'a', '5': 's', '7': 't', '!': 'i' }

/** As it looks, and as it is read. */
const readingsOf = (word: string) => [lookOf(word), lookOf([...word].map((sign) => leet[sign] ?? sign).join(''))]

/** Letters, the figures and signs that are read as such, and letters in frames; the rest stands between words. */
const BETWEEN = /[^\p{L}\p{M}\p{N}@$!|\u{1f150}-\u{1f189}\p{RI}]+/u

/** A number behind a role makes no other role of it, nor does a capital in the middle end one that comes before. */
const partsOf = (word: string) => [word, ...word.split(/(?<=\p{Ll})(?=\p{Lu})/u)].map((part) => part.replace(/\d+$/, ''))

/** `oper.ator` is a role as much as `operator`. */
const namesRole = (plain: string, words: readonly string[]) =>
  readingsOf(plain).some((reading) => anywhere.test(reading.replaceAll(harmless, ''))) ||
  [plain, ...words, ...words.flatMap(partsOf)].flatMap(readingsOf).some((reading) => asWords.has(reading))

/** Signs make no other name of it: `Arena ✓`. */
const isWhole = (plain: string) => [plain, plain.replaceAll(/\p{S}/gu, '')].flatMap(readingsOf).some((name) => whole.has(name))

/** Slashes, bars and colons, and what looks like them. */
const SLASH = /[/\\:|¦ǀ∣│❘⁄∕╱⧸⟋∖⧵∶ː꞉]/u

/** An agent of the house is written `house/greedy`. */
const isOfHouse = (plain: string) => plain.split(SLASH).slice(0, -1).map(lookOf).includes(lookOf('house'))

/** `gpt4o` is of a family as much as `GPT-5`. */
const isModel = (word: string) => [word, word.replace(/\p{Nd}.*$/u, '')].map(lookOf).some((look) => models.test(look))

const whyReserved = (name: string): string | undefined => {
  const plain = name.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')
  const words = plain.split(BETWEEN).filter((word) => word !== '')
  if (namesRole(plain, words)) return 'must not pass for an operator of the arena'
  if (isWhole(plain)) return 'belongs to the arena'
  if (isOfHouse(plain)) return 'must not pass for an agent of the house'
  if (isModel(words[0] ?? '')) return 'must not pass for an agent'
  return undefined
}

/** Throws `name-reserved`. */
export const requireUnreserved = (name: string): void => {
  const message = whyReserved(name)
  if (message !== undefined) throw reservedRejection(name, message)
}
