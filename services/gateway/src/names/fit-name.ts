/** Names that not everybody wants to read: what is obscene or a slur in English, and what the operators of an arena add. */
import { DataSet, englishDataset, englishRecommendedTransformers, pattern, RegExpMatcher } from 'obscenity'
import { lookOf } from './look-of-name.ts'
import { reservedRejection } from './refusals.ts'

/** Whom and where people are called after. */
const places = ['penistone', 'rapeseed', 'moby dick']
const families = ['fagan', 'cumming', 'cummings', 'dickinson']

const words = new DataSet<{ originalWord: string }>()
  .addAll(englishDataset)
  .addPhrase((phrase) =>
    phrase
      .setMetadata({ originalWord: 'nazi' })
      .addPattern(pattern`nazi`)
      .addPattern(pattern`hitler`)
      .addWhitelistedTerm('ashkenazi'),
  )
  .build()

const matcher = new RegExpMatcher({
  ...words,
  whitelistedTerms: [...(words.whitelistedTerms ?? []), ...places, ...families],
  ...englishRecommendedTransformers,
})

/** `b a d` is read as one word; whole words are not, or `Chris Hitchens` were obscene. */
const spelledTogether = (name: string) => name.replaceAll(/(?<=(?<!\p{L})\p{L})[^\p{L}]+(?=\p{L}(?!\p{L}))/gu, '')

/** Figures are read as letters only beside letters: 455 is a number. */
const withoutNumbers = (name: string) => name.replaceAll(/(?<![\p{L}\p{N}])\p{N}+(?![\p{L}\p{N}])/gu, '')

/** Throws `name-reserved`. `blocked` are words that stand in no name, by their look. */
export const requireFit = (name: string, blocked: readonly string[]): void => {
  const plain = name.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')
  const look = lookOf(plain)
  const isBlocked = blocked.some((word) => look.includes(lookOf(word)))
  if (isBlocked || [plain, spelledTogether(plain)].some((text) => matcher.hasMatch(withoutNumbers(text))))
    throw reservedRejection(name, 'is not fit for everybody to read')
}
