/**
 * A second settlement, written from the rules of docs/settlement.md in slow rational arithmetic: weights, late bets, payouts. It shares no
 * line with the one in use.
 */
import type { Story, StoryBet } from './random-story.ts'

export interface ReferenceBet {
  readonly id: string
  readonly side: string
  readonly stake: number
  readonly weight: number
  readonly late: boolean
}

export interface ReferenceMarket {
  readonly sides: readonly string[]
  readonly bets: readonly ReferenceBet[]
  readonly feeBps: number
  readonly winners: readonly string[]
}

/** top ⁄ bottom, bottom > 0. */
interface Fraction {
  readonly top: bigint
  readonly bottom: bigint
}

const isLess = (a: Fraction, b: Fraction) => a.top * b.bottom < b.top * a.bottom
const minus = (a: Fraction, whole: bigint): Fraction => ({ top: a.top - whole * a.bottom, bottom: a.bottom })
const wholePart = ({ top, bottom }: Fraction) => (top - (top % bottom)) / bottom

const sum = (numbers: readonly bigint[]) => {
  let total = 0n
  for (const number of numbers) total += number
  return total
}

/** Everybody gets the whole part of the exact due; then one credit at a time to whoever is still owed the most, the first of equals. */
const deal = (credits: bigint, bets: readonly ReferenceBet[], into: Map<string, bigint>) => {
  const weights = bets.map(({ stake, weight }) => BigInt(stake) * BigInt(weight))
  const all = sum(weights)
  const owed = weights.map((weight): Fraction => ({ top: credits * weight, bottom: all }))
  const given = owed.map(wholePart)
  const rest = owed.map((due, index) => minus(due, given[index] as bigint))
  for (let left = credits - sum(given); left > 0n; left--) {
    let best = 0
    for (let index = 1; index < rest.length; index++) if (isLess(rest[best] as Fraction, rest[index] as Fraction)) best = index
    given[best] = (given[best] as bigint) + 1n
    rest[best] = minus(rest[best] as Fraction, 1n)
  }
  for (const [index, { id }] of bets.entries()) into.set(id, given[index] as bigint)
}

export const referenceSettlement = ({ sides, bets, feeBps, winners }: ReferenceMarket) => {
  const inTime = bets.filter(({ late }) => !late)
  const onWinners = inTime.filter(({ side }) => winners.some((winner) => winner === side))
  const onLosers = inTime.filter((bet) => !onWinners.includes(bet))
  const paid = new Map(bets.map(({ id, stake }) => [id, BigInt(stake)]))
  if (onWinners.length === 0 || onLosers.length === 0) return { losingPool: 0n, fee: 0n, paid }

  const losingPool = sum(onLosers.map(({ stake }) => BigInt(stake)))
  const fee = wholePart({ top: losingPool * BigInt(feeBps), bottom: 10_000n })
  const backed = sides.filter((side) => onWinners.some((bet) => bet.side === side))
  const profits = new Map<string, bigint>()
  let left = losingPool - fee
  for (const [index, side] of backed.entries()) {
    const remaining = BigInt(backed.length - index)
    const part = (left + remaining - 1n) / remaining
    left -= part
    deal(
      part,
      onWinners.filter((bet) => bet.side === side),
      profits,
    )
  }
  for (const { id } of onLosers) paid.set(id, 0n)
  for (const { id, stake } of onWinners) paid.set(id, BigInt(stake) + (profits.get(id) as bigint))
  return { losingPool, fee, paid }
}

/** Tenths of a percent, so that progress is whole. */
const tenths = (progress: number) => BigInt(Math.round(progress * 10))

/** 10,000 × (1 − ½ · max(elapsed ⁄ lock time, progress ⁄ 90 %)), floored, within 5,000 … 10,000; full before the run. */
export const referenceWeight = ({ at }: StoryBet, { timeLimitMs, progress }: Story): number => {
  const seen = progress.filter((step) => step.at <= at).map((step) => tenths(step.progress))
  const highest = seen.reduce((most, one) => (one > most ? one : most), 0n)
  const byTime: Fraction = { top: BigInt(at < 0 ? 0 : at) * 5n, bottom: BigInt(timeLimitMs) * 4n }
  const byProgress: Fraction = { top: highest, bottom: 900n }
  const most = isLess(byTime, byProgress) ? byProgress : byTime
  const weight = wholePart({ top: 10_000n * (2n * most.bottom - most.top), bottom: 2n * most.bottom })
  return Number(weight < 5000n ? 5000n : weight)
}

/** What each bet is paid by one verdict; the evidence that leaves bets out is that of the first. */
export const referenceVerdict = (story: Story, winners: readonly string[]) => {
  const { sides, feeBps, bets, lock, verdict } = story
  const evidence = typeof verdict === 'object' && verdict.evidenceAt < lock.evidenceAt ? verdict.evidenceAt : lock.evidenceAt
  const weighed = bets.map((bet) => ({ ...bet, weight: referenceWeight(bet, story), late: bet.at > evidence }))
  return referenceSettlement({ sides, feeBps, winners, bets: weighed })
}

/** What each bet is paid in the end, by the whole story: the last correction counts, and a void stays void. */
export const referenceStory = (story: Story) => {
  const { bets, verdict } = story
  const refunded = { losingPool: 0n, fee: 0n, paid: new Map(bets.map(({ id, stake }) => [id, BigInt(stake)])) }
  if (verdict === 'void' || verdict === 'unjudged') return refunded
  let winners = verdict.winners
  for (const correction of story.corrections) {
    if (correction.length === 0) return refunded
    winners = correction
  }
  return referenceVerdict(story, winners)
}
