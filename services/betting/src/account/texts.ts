/** The sentences that tell a person why credits moved. */
import type { PayoutCause } from '@agent-arena/contracts'

const number = new Intl.NumberFormat('en-US')

/** `1,240` */
export const amount = (credits: number): string => number.format(credits)

export const grantText = (credits: number) => `Welcome: ${amount(credits)} credits to play with.`

export const stakeText = (stake: number, outcome: string, title: string) => `Staked ${amount(stake)} on ${outcome}: ${title}`

export const refillText = (to: number, below: number) =>
  `Refill to ${amount(to)}: you had less than ${amount(below)} and no open bet. Once a day.`

export const giftText = (credits: number, tokens: number, title: string) =>
  `Gave ${amount(credits)} to the agent of “${title}”: ${amount(tokens)} tokens more for its run.`

export const returnedGiftText = (credits: number, title: string) =>
  `${amount(credits)} back from the agent of “${title}”: its run was over before they came.`

export const returnedFeeText = (fee: number, title: string) =>
  `Fee of ${amount(fee)} given back: ${title} The settlement was corrected.`

export const repaymentText = (credits: number, title: string) =>
  `Kept back ${amount(credits)}: ${title} The house had borne what was already spent when the settlement was corrected.`

export interface ReversalWords {
  /** What the account could give. */
  readonly claimed: number
  /** What it had been paid. */
  readonly credits: number
  readonly outcome: string
  readonly title: string
  readonly reason: string
}

const took = ({ claimed, credits }: ReversalWords) =>
  claimed === credits
    ? `Took back ${amount(credits)}`
    : `Took back ${amount(claimed)} of ${amount(credits)} (the house bears the rest)`

/** `Took back 240 on Greedy: Who wins “Two mugs”? The settlement was corrected: The check was wrong.` */
export const reversalText = (words: ReversalWords) =>
  `${took(words)} on ${words.outcome}: ${words.title} The settlement was corrected: ${words.reason}`

export const shortfallText = ({ claimed, credits, outcome, title }: ReversalWords) =>
  `The house bears ${amount(credits - claimed)} on ${outcome}: ${title} They were spent, or kept back, before the settlement was corrected.`

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
