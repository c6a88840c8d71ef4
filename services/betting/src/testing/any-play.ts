/** Plays that a seed draws: what happens one moment after the other, to whom, and how much of it. */
import * as fc from 'fast-check'

/** How often each kind is among all actions. */
const weights = {
  bet: 6,
  again: 2,
  start: 1,
  progress: 1,
  'close outcome': 1,
  lock: 1,
  claim: 2,
  settle: 4,
  void: 1,
  unjudged: 1,
  correct: 4,
  pay: 5,
  break: 1,
  give: 1,
  spend: 2,
  decline: 1,
  refill: 1,
  'end run': 1,
}

type Kind = keyof typeof weights

/** What happens before anything ends, so that there is something to pay. */
const early = { bet: 12, again: 4, start: 1, progress: 1, 'close outcome': 1, give: 1, break: 1 } satisfies Partial<
  Record<Kind, number>
>

/** What happens mostly when markets are settled. */
const late = { settle: 3, pay: 6, correct: 6, spend: 3, bet: 1, again: 2, refill: 1, break: 1 } satisfies Partial<
  Record<Kind, number>
>

export interface Action {
  readonly kind: Kind
  readonly user: number
  readonly market: number
  /** Which of the market's outcomes, counted round. */
  readonly outcome: number
  /** Whether it is both contestants that win, where there are some. */
  readonly tied: boolean
  readonly amount: number
  /** How long ago it could be known. */
  readonly evidenceAgeMs: number
  readonly replica: number
  /** Under another key the same is another bet, gift or correction. */
  readonly key: number
}

const anyKind = (among: Partial<Record<Kind, number>>): fc.Arbitrary<Kind> =>
  fc.oneof(...Object.entries(among).map(([kind, weight]) => ({ arbitrary: fc.constant(kind as Kind), weight })))

/** A play takes less than a second: what is older leaves out every bet of it. */
const anyAge = fc.oneof(
  { arbitrary: fc.nat({ max: 5 }), weight: 6 },
  { arbitrary: fc.nat({ max: 150 }), weight: 3 },
  { arbitrary: fc.nat({ max: 10_000 }), weight: 1 },
)

const anyAction = (among: Partial<Record<Kind, number>>): fc.Arbitrary<Action> =>
  fc.record({
    kind: anyKind(among),
    user: fc.nat({ max: 3 }),
    market: fc.nat({ max: 2 }),
    outcome: fc.nat({ max: 2 }),
    tied: fc.constantFrom(true, true, false),
    amount: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 150 })),
    evidenceAgeMs: anyAge,
    replica: fc.nat({ max: 1 }),
    key: fc.nat({ max: 9 }),
  })

const anyMoments = (among: Partial<Record<Kind, number>>, minLength: number, maxLength: number) =>
  fc.array(fc.array(anyAction(among), { minLength: 1, maxLength: 5, size: 'max' }), { minLength, maxLength, size: 'max' })

/** One moment after the other; what stands in one moment happens at once. */
export const anyPlay = fc
  .tuple(anyMoments(early, 2, 8), anyMoments(weights, 3, 10), anyMoments(late, 0, 8))
  .map((moments) => moments.flat())
