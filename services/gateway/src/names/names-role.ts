/** Whether a name claims a role of the arena, in whatever place of it. */
import { lookOf } from './look-of-name.ts'
import { humpsOf, looksOf, readingsOf, readsAs, withoutNumber } from './readings.ts'
import { agents, harmless, longRoles, own, roles } from './reserved-words.ts'

/** `arenaadmin` claims as much as `Arena Admin`. */
const joined = roles.flatMap((role) => [...roles, ...own, ...agents].flatMap((other) => [role + other, other + role]))
const isRole = readsAs(looksOf([...roles, ...joined]))

const anyOf = (words: readonly string[]) => words.map(lookOf).join('|')
const anywhere = new RegExp(anyOf(longRoles))
const innocent = new RegExp(anyOf(harmless), 'g')

const holdsRole = (plain: string) => readingsOf(plain).some((reading) => anywhere.test(reading.replaceAll(innocent, '')))

/** A number behind a role makes no other role of it, nor does a capital in the middle end one that comes before. */
const partsOf = (word: string) => [word, ...humpsOf(word)].map(withoutNumber)

/** `oper.ator` is a role as much as `operator`. */
export const namesRole = (plain: string, words: readonly string[]): boolean =>
  holdsRole(plain) || [plain, ...words, ...words.flatMap(partsOf)].some(isRole)
