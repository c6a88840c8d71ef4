/** Writes markets: what the platform does with them, bets, and corrections by operators. */
import {
  newId,
  type Bet,
  type OutputOf,
  type ParsedInputOf,
  type placeBet,
  type RequestContext,
  type reverseSettlement,
} from '@agent-arena/contracts'
import { handle, type Decided, type EventLog, type Untimed } from '@agent-arena/event-store'
import { accountDecider } from '../account/account.decider.ts'
import { accountFold, type AccountState } from '../account/account.state.ts'
import { subjectOf } from '../account/bet-subject.ts'
import { accountStream } from '../account/ledger.ts'
import { marketDecider, type MarketStep } from './market.decider.ts'
import { marketFold, marketStream, type MarketState } from './market.state.ts'
import type { PlaceBet } from './place-bet.ts'
import { outcomeName } from './texts.ts'

export type MarketTask = Untimed<MarketStep>

export interface Bettor {
  readonly id: string
  readonly name: string
}

export interface MarketWriter {
  step(task: MarketTask, context: RequestContext): Promise<void>
  placeBet(input: ParsedInputOf<typeof placeBet>, bettor: Bettor, context: RequestContext): Promise<Bet>
  reverse(input: ParsedInputOf<typeof reverseSettlement>, context: RequestContext): Promise<Corrected>
}

const HOUR_MS = 3_600_000

type Corrected = OutputOf<typeof reverseSettlement>

/** What one bet reads and writes. */
type BetStates = { readonly market: MarketState; readonly account: AccountState }

/** The market takes the bet or refuses it, then the account pays for it or refuses; both are written by one append. */
const decideBet = (
  data: PlaceBet['data'],
  transferId: string,
  { market, account }: BetStates,
  at: string,
): Decided<BetStates> => {
  const placed = marketDecider.decide({ type: 'PlaceBet', data, at }, market)
  if (market.status === 'unopened') return {}
  const stake = { ...data, transferId, outcomeName: outcomeName(market, data.outcome), subject: subjectOf(market) }
  return { market: placed, account: accountDecider.decide({ type: 'StakeCredits', data: stake, at }, account) }
}

const betAnswer = ({ betId, userId, marketId }: PlaceBet['data'], market: MarketState, version: number): Bet => {
  const placed = market.status === 'unopened' ? undefined : market.bets?.bet
  if (placed?.betId !== betId) throw new Error(`The bet ${betId} did not reach the market ${marketId}.`)
  const { userName, outcome, stake, weightBps, placedAt } = placed
  return { id: betId, marketId, userId, userName, outcome, stake, weightBps, placedAt, version }
}

const correctedAnswer = (market: MarketState, marketId: string): Corrected => {
  const reversal = market.status === 'unopened' ? undefined : market.reversals.at(-1)
  if (market.status === 'unopened' || !reversal) throw new Error(`The reversal did not reach the market ${marketId}.`)
  const { round, reason, reversedAt } = reversal
  return { marketId, round, status: market.status, winners: [...market.winners], reason, reversedAt }
}

export const createMarketWriter = (log: EventLog, { reversalHours }: { readonly reversalHours: number }): MarketWriter => {
  const step: MarketWriter['step'] = async (task, context) => {
    await handle<{ market: MarketState }, null>(log, {
      context,
      places: { market: { stream: marketStream(task.data.marketId), fold: marketFold } },
      decide: ({ market }, at) => ({ market: marketDecider.decide({ ...task, at }, market) }),
      answer: () => null,
    })
  }

  const placeBet: MarketWriter['placeBet'] = async (input, bettor, context) => {
    const [market, account] = [marketStream(input.marketId), accountStream(bettor.id)]
    const bet = { ...input, betId: newId('bet'), userId: bettor.id, userName: bettor.name }
    const transferId = newId('transfer')
    const { answer } = await handle<BetStates, Bet>(log, {
      context,
      places: { market: { stream: market, fold: marketFold }, account: { stream: account, fold: accountFold } },
      decide: (states, at) => decideBet(bet, transferId, states, at),
      answer: ({ states, versions }) => betAnswer(bet, states.market, versions.market),
      idempotency: { operation: 'placeBet', content: input },
    })
    return answer
  }

  const reverse: MarketWriter['reverse'] = async (input, context) => {
    const data = { ...input, windowMs: reversalHours * HOUR_MS }
    const { answer } = await handle<{ market: MarketState }, Corrected>(log, {
      context,
      places: { market: { stream: marketStream(input.marketId), fold: marketFold } },
      decide: ({ market }, at) => ({ market: marketDecider.decide({ type: 'ReverseSettlement', data, at }, market) }),
      answer: ({ states }) => correctedAnswer(states.market, input.marketId),
      idempotency: { operation: 'reverseSettlement', content: input },
    })
    return answer
  }

  return { step, placeBet, reverse }
}
