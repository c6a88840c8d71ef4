/** A proof without a house: whole stories of markets, settled by the rules in use and by the reference, agree to the credit. */
import { recomputedBook, type MarketFact, type SettledBook } from '@agent-arena/contracts'
import { reversedBooksOf, settledBookOf } from '../market/settled-book.ts'
import { playStory, type PlayedStory } from './play-story.ts'
import { randomStory, type Story } from './random-story.ts'
import { referenceStory, referenceVerdict, referenceWeight } from './reference-settlement.ts'

type Reference = ReturnType<typeof referenceStory>

const sumOf = (credits: readonly number[]) => credits.reduce((sum, one) => sum + BigInt(one), 0n)

const ofPool = (told: { readonly losingPool: number; readonly fee: number }, { losingPool, fee }: Reference) =>
  told.losingPool === Number(losingPool) && told.fee === Number(fee) ? undefined : 'losing pool or fee differ'

const ofBook = (book: SettledBook | null | undefined, reference: Reference, { bets }: Story): string | undefined => {
  if (!book) return 'it was not settled'
  const wrong = book.payouts.find(({ betId, payout }) => BigInt(payout) !== reference.paid.get(betId))
  if (wrong) return `${wrong.betId} is paid ${wrong.payout} instead of ${reference.paid.get(wrong.betId)}`
  const [paid, staked] = [sumOf(book.payouts.map(({ payout }) => payout)), sumOf(bets.map(({ stake }) => stake))]
  if (paid + BigInt(book.fee) !== staked) return 'payouts and fee are not the stakes'
  return ofPool(book, reference)
}

/** Of each settlement what its own event tells; and of each that was taken back, what the payer takes back by it. */
const ofSettlements = (story: Story, { facts, market }: PlayedStory): string | undefined => {
  const settled = facts.filter((fact) => fact.type === 'MarketSettled')
  const reversed = reversedBooksOf(market)
  for (const [round, { data }] of settled.entries()) {
    const reference = referenceVerdict(story, data.winners)
    const event = ofPool(data, reference)
    if (event !== undefined) return `${event} in the event of settlement ${round}`
    if (round >= reversed.length) continue
    const takenBack = ofBook(reversed[round], reference, story)
    if (takenBack !== undefined) return `when settlement ${round} is taken back, ${takenBack}`
  }
  const expected = facts.filter(({ type }) => type === 'MarketReversed').length
  return reversed.length === expected ? undefined : `${reversed.length} of ${expected} settlements are taken back`
}

/** Why two settlements of one story differ; undefined when they do not. */
const differenceOf = (story: Story, played: PlayedStory): string | undefined => {
  const { facts, market } = played
  const placed = facts.filter((fact) => fact.type === 'BetPlaced')
  if (placed.length !== story.bets.length) return `${placed.length} of ${story.bets.length} bets were taken`
  const wrongWeight = placed.find(({ data }, index) => data.weightBps !== referenceWeight(story.bets[index] as never, story))
  if (wrongWeight) return `the weight of ${wrongWeight.data.betId} is ${wrongWeight.data.weightBps}`
  const reference = referenceStory(story)
  const books = { 'by the record': recomputedBook(facts), 'by what is paid': settledBookOf(market) }
  for (const [name, book] of Object.entries(books)) {
    const wrong = ofBook(book, reference, story)
    if (wrong !== undefined) return `${name} ${wrong}`
  }
  return ofSettlements(story, played)
}

/** What a story has in it, by name. */
const kindsOf = (story: Story, facts: readonly MarketFact[]): readonly string[] => {
  const book = recomputedBook(facts)
  const causes = new Set(book?.payouts.map(({ cause }) => cause))
  const last = facts.findLast(({ type }) => type === 'MarketSettled' || type === 'MarketVoided')
  return [
    ...[...causes].map((cause) => `markets with bets that are ${cause}`),
    ...(last?.type === 'MarketSettled' && last.data.winners.length > 1 ? ['ties'] : []),
    ...(book && book.fee > 0 ? ['markets with a fee'] : []),
    ...(facts.some(({ type }) => type === 'MarketReversed') ? ['corrected markets'] : []),
    ...(story.verdict === 'unjudged' ? ['markets without a verdict'] : []),
    ...(story.bets.some(({ stake }) => stake > 2 ** 40) ? ['markets with stakes above a trillion'] : []),
  ]
}

export interface SettlementStage {
  readonly seed: number
  say(sentence: string): void
}

/** At most so many differences are told. */
const TOLD = 5
const EVERY = 10_000

export const settlementProof = {
  name: 'settlement',
  title: 'random markets are settled as an independent reference does it, to the credit',
  question: 'Does everybody get what the rules say?',
  full: { markets: 100_000 },
  small: { markets: 300 },
  run: async ({ markets }: { readonly markets: number }, { seed, say }: SettlementStage) => {
    const figures: Record<string, number> = { markets, bets: 0, differences: 0 }
    const violations: string[] = []
    for (let turn = 0; turn < markets; turn++) {
      const story = randomStory(seed + turn)
      const played = playStory(story)
      const difference = differenceOf(story, played)
      figures['bets'] = (figures['bets'] ?? 0) + story.bets.length
      for (const kind of kindsOf(story, played.facts)) figures[kind] = (figures[kind] ?? 0) + 1
      if (difference !== undefined) figures['differences'] = (figures['differences'] ?? 0) + 1
      if (difference !== undefined && violations.length < TOLD)
        violations.push(`The market of seed ${seed + turn}: ${difference}.`)
      if ((turn + 1) % EVERY === 0) say(`${turn + 1} of ${markets} markets`)
    }
    return { figures, violations }
  },
}
