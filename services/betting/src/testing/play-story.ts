/** Plays a story through the rules of the market as they are: one command after the other, and the facts that follow. */
import { isRejection, type MarketFact } from '@agent-arena/contracts'
import { marketDecider, type MarketCommand } from '../market/market.decider.ts'
import type { OpenedMarket } from '../market/market.state.ts'
import type { Story } from './random-story.ts'

const marketId = 'mkt_1'
const START_MS = Date.UTC(2026, 0, 1)
const DAY_MS = 86_400_000

const time = (ms: number) => new Date(START_MS + ms).toISOString()

type Timed = readonly [at: number, command: MarketCommand]

const begin = ({ kind, sides, feeBps, timeLimitMs }: Story): readonly Timed[] => {
  const outcomes = sides.map((id) => ({ id, name: id }))
  const timeLimitSeconds = timeLimitMs / 1000
  const terms = { marketId, kind, title: 'Who wins?', sandboxIds: [], outcomes, feeBps, owners: [], timeLimitSeconds }
  return [
    [-Infinity, { type: 'OpenMarket', data: { ...terms, startsAt: time(0) }, at: time(-60_000) }],
    [-0.5, { type: 'StartMarket', data: { marketId, startedAt: time(0), timeLimitSeconds }, at: time(0) }],
  ]
}

const middle = ({ bets, progress }: Story): readonly Timed[] => [
  ...progress.map(({ at, progress: reached }): Timed => {
    return [at - 0.25, { type: 'NoteProgress', data: { marketId, progress: reached, evidenceAt: time(at) }, at: time(at) }]
  }),
  ...bets.map(({ id, user, side, stake, at }): Timed => {
    const data = { marketId, betId: id, userId: user, userName: user, outcome: side, stake }
    return [at, { type: 'PlaceBet', data, at: time(at) }]
  }),
]

const lockOf = ({ lock: { cause, at, evidenceAt } }: Story): MarketCommand => {
  if (cause === 'time') return { type: 'LockMarketByTime', data: { marketId }, at: time(at) }
  if (cause === 'progress')
    return { type: 'NoteProgress', data: { marketId, progress: 90, evidenceAt: time(evidenceAt) }, at: time(at) }
  return { type: 'LockMarket', data: { marketId, cause, text: 'The run has ended.', evidenceAt: time(evidenceAt) }, at: time(at) }
}

const endOf = ({ verdict, timeLimitMs }: Story): MarketCommand => {
  if (verdict === 'void') return { type: 'VoidMarket', data: { marketId, cause: 'It was lost.' }, at: time(timeLimitMs) }
  if (verdict === 'unjudged') return { type: 'VoidUnjudged', data: { marketId }, at: time(timeLimitMs + DAY_MS) }
  const { winners, evidenceAt } = verdict
  return { type: 'SettleMarket', data: { marketId, winners, evidenceAt: time(evidenceAt) }, at: time(timeLimitMs) }
}

const correctionsOf = ({ corrections, timeLimitMs }: Story): readonly MarketCommand[] =>
  corrections.map((winners) => ({
    type: 'ReverseSettlement',
    data: { marketId, winners, reason: 'The check was wrong.', windowMs: DAY_MS },
    at: time(timeLimitMs + 1000),
  }))

const commandsOf = (story: Story): readonly MarketCommand[] => {
  const timed = [...begin(story), ...middle(story)].toSorted(([a], [b]) => a - b)
  return [...timed.map(([, command]) => command), lockOf(story), endOf(story), ...correctionsOf(story)]
}

/** Refusals are part of the play: a correction to what is already so, or of what is void. */
const decided = (command: MarketCommand, state: typeof marketDecider.initialState): readonly MarketFact[] => {
  try {
    return marketDecider.decide(command, state)
  } catch (error) {
    if (isRejection(error) && command.type === 'ReverseSettlement') return []
    throw error
  }
}

export interface PlayedStory {
  readonly facts: readonly MarketFact[]
  /** As they leave it. */
  readonly market: OpenedMarket
}

export const playStory = (story: Story): PlayedStory => {
  const facts: MarketFact[] = []
  let market = marketDecider.initialState
  for (const command of commandsOf(story))
    for (const fact of decided(command, market)) {
      facts.push(fact)
      market = marketDecider.evolve(market, fact)
    }
  if (market.status === 'unopened') throw new Error('The story opened no market.')
  return { facts, market }
}
