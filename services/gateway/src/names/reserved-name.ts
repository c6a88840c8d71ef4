/** Names that would pass for the platform, its operators or an agent. */
import { lookOf } from './look-of-name.ts'
import { namesRole } from './names-role.ts'
import { humpsOf, looksOf, readsAs, withoutNumber, wordsOf } from './readings.ts'
import { reservedRejection } from './refusals.ts'
import { agents, alone, families, fillers, makers, models, own, players, shortFillers } from './reserved-words.ts'

/** `thejudge` is as much as `The Judge`. */
const joinedWith = (others: readonly string[]) => (word: string) => [
  word,
  ...others.flatMap((other) => [word + other, other + word]),
]

const isOwn = readsAs(looksOf(own.flatMap(joinedWith(['arena', ...fillers]))))
const isOwnAlone = readsAs(looksOf(alone))
const agentsJoined = agents.flatMap(joinedWith(['arena', 'house', ...fillers]))
const playersJoined = players.flatMap((player) => [`house|${player}`, `${player}ai`])
const isAgent = readsAs(looksOf([...own, ...agentsJoined, ...playersJoined]))
const isFamily = readsAs(looksOf(families.flatMap(joinedWith([...fillers, ...models, 'ai']))))
const isFiller = readsAs(looksOf(['', ...fillers, ...shortFillers]))
const isMaker = readsAs(looksOf(makers))

/** Signs and numbers make no other name of it, nor do fillers: `Arena ✓`, `Greedy 1`, `Head Judge`. */
const isWhole = (plain: string, is: (word: string) => boolean) => {
  const telling = wordsOf(plain)
    .flatMap(humpsOf)
    .map(withoutNumber)
    .filter((word) => !isFiller(word))
  return [plain, plain.replaceAll(/\p{S}/gu, ''), withoutNumber(plain)].some(is) || (telling.length > 0 && telling.every(is))
}

/** Slashes, bars and colons, and what looks like them. */
const SLASH = /[/\\:|¦ǀ∣│❘⁄∕╱⧸⟋∖⧵∶ː꞉]/u

/** An agent of the house is written `house/greedy`. */
const isOfHouse = (plain: string) => plain.split(SLASH).slice(0, -1).map(lookOf).includes(lookOf('house'))

/** `gpt4o` is of a family as much as `GPT-5` and `The GPT`. */
const isModel = (words: readonly string[]) => {
  const first = words.find((word) => !isFiller(word) && !isMaker(word)) ?? ''
  return [first, first.replace(/\p{Nd}.*$/u, ''), ...humpsOf(first).slice(0, 1)].some(isFamily)
}

/** Such as o3 and o4-mini. Figures are read as figures: `Oi` is a name. */
const isReasoner = (plain: string) => {
  const look = Array.from(plain.matchAll(/[\p{L}\p{Nd}]/gu), ([sign]) => (/\d/.test(sign) ? sign : lookOf(sign))).join('')
  return /^o[134](?:mini|pro|high)?$/.test(look)
}

const whyReserved = (name: string): string | undefined => {
  const plain = name.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')
  const words = wordsOf(plain)
  if (namesRole(plain, words)) return 'must not pass for an operator of the arena'
  if (isWhole(plain, isOwn) || isOwnAlone(plain)) return 'belongs to the arena'
  if (isOfHouse(plain)) return 'must not pass for an agent of the house'
  if (isWhole(plain, isAgent) || isModel(words) || isReasoner(plain)) return 'must not pass for an agent'
  return undefined
}

/** Throws `name-reserved`. */
export const requireUnreserved = (name: string): void => {
  const message = whyReserved(name)
  if (message !== undefined) throw reservedRejection(name, message)
}
