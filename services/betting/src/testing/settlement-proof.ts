/** A proof without a house: whole stories of markets, settled by the rules in use and by the reference, agree to the credit. */
import { recomputedBook, type MarketFact } from '@agent-arena/contracts'
import { playStory } from './play-story.ts'
import { randomStory, type Story } from './random-story.ts'
import { referenceStory, referenceWeight } from './reference-settlement.ts'

/** Why two settlements of one story differ; undefined when they do not. */
const differenceOf = (story: Story, facts: readonly MarketFact[]): string | undefined => {
  const placed = facts.filter((fact) => fact.type === 'BetPlaced')
  if (placed.length !== story.bets.length) return `${placed.length} of ${story.bets.length} bets were taken`
  const wrongWeight = placed.find(({ data }, index) => data.weightBps !== referenceWeight(story.bets[index] as never, story))
  if (wrongWeight) return `the weight of ${wrongWeight.data.betId} is ${wrongWeight.data.weightBps}`
  const [book, reference] = [recomputedBook(facts), referenceStory(story)]
  if (!book) return 'it was not settled'
  if (book.losingPool !== Number(reference.losingPool) || book.fee !== Number(reference.fee)) return 'losing pool or fee differ'
  const wrong = book.payouts.find(({ betId, payout }) => BigInt(payout) !== reference.paid.get(betId))
  if (wrong) return `${wrong.betId} is paid ${wrong.payout} instead of ${reference.paid.get(wrong.betId)}`
  const [paid, staked] = [book.payouts, story.bets].map((all) =>
    all.reduce((sum, one) => sum + BigInt('payout' in one ? one.payout : one.stake), 0n),
  )
  return paid !== undefined && paid + BigInt(book.fee) === staked ? undefined : 'payouts and fee are not the stakes'
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
      const facts = playStory(story)
      const difference = differenceOf(story, facts)
      figures['bets'] = (figures['bets'] ?? 0) + story.bets.length
      for (const kind of kindsOf(story, facts)) figures[kind] = (figures[kind] ?? 0) + 1
      if (difference !== undefined) figures['differences'] = (figures['differences'] ?? 0) + 1
      if (difference !== undefined && violations.length < TOLD)
        violations.push(`The market of seed ${seed + turn}: ${difference}.`)
      if ((turn + 1) % EVERY === 0) say(`${turn + 1} of ${markets} markets`)
    }
    return { figures, violations }
  },
}
