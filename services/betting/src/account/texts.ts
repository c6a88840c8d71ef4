/** The sentences that tell a person why credits moved. */
import type { PayoutCause } from '@agent-arena/contracts'

const number = new Intl.NumberFormat('en-US')

/** `1,240` */
export const amount = (credits: number): string => number.format(credits)

export const grantText = (credits: number) => `Welcome: ${amount(credits)} credits to play with.`

export const stakeText = (stake: number, outcome: string, title: string) => `Staked ${amount(stake)} on ${outcome}: ${title}`

export const feeText = (fee: number, title: string) => `Fee of ${amount(fee)}: ${title}`

export interface ClosedBetWords {
  readonly cause: PayoutCause
  readonly stake: number
  readonly credits: number
  readonly outcome: string
  readonly title: string
  /** Why the market was cancelled, where it was. */
  readonly voidCause: string | null
}

const refund = ({ credits, outcome, title }: ClosedBetWords, because: string) =>
  `Refund of ${amount(credits)} on ${outcome}: ${title} ${because}`

/** A bet that won brings its stake back beside what it won. */
const paidBack = ({ stake, credits, outcome, title }: ClosedBetWords) =>
  `Paid back ${amount(credits)} on ${outcome}: stake ${amount(stake)} and ${amount(credits - stake)} won. ${title}`

const sentences: Readonly<Record<PayoutCause, (words: ClosedBetWords) => string>> = {
  won: paidBack,
  lost: ({ outcome, title }) => `Lost on ${outcome}: ${title}`,
  'too-late': (words) => refund(words, 'The bet came after the outcome could be known.'),
  'winner-unbacked': (words) => refund(words, 'Nobody had backed the winner.'),
  'one-sided': (words) => refund(words, 'Nobody had bet against the winner.'),
  voided: (words) => refund(words, `The market was cancelled. ${words.voidCause ?? ''}`.trimEnd()),
}

/** `Paid back 240 on Greedy: stake 100 and 140 won. Who wins “Two mugs”?` */
export const closedBetText = (words: ClosedBetWords): string => sentences[words.cause](words)
