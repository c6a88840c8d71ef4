/**
 * Does a market's end to its accounts, batch by batch. Each batch is decided over its accounts and the market: a payer that was
 * overtaken by a reversal writes nothing more.
 */
import {
  isRejection,
  newId,
  type AccountFact,
  type BetPayout,
  type RequestContext,
  type SettledBook,
} from '@agent-arena/contracts'
import { handle, type EventLog, type Places } from '@agent-arena/event-store'
import { accountDecider } from '../account/account.decider.ts'
import { accountFold, type AccountState } from '../account/account.state.ts'
import { subjectOf } from '../account/bet-subject.ts'
import type { ClosedBet } from '../account/close-bets.ts'
import { accountStream, HOUSE } from '../account/ledger.ts'
import { closedBetText } from '../account/texts.ts'
import type { PaidBet } from '../account/undo-settlement.ts'
import { inOrder } from '../market/bet-chain.ts'
import { marketFold, marketStream, type MarketState, type OpenedMarket } from '../market/market.state.ts'
import { readMarket } from '../market/read-market.ts'
import { reversedBooksOf, settledBookOf } from '../market/settled-book.ts'
import { outcomeName } from '../market/texts.ts'

/** Accounts that one append pays. */
export const PAYOUT_BATCH = 50

/** How often all of a batch is tried together. */
const BATCH_ATTEMPTS = 2

const isConflict = (error: unknown): boolean => isRejection(error) && error.reason === 'version-conflict'

export interface Payer {
  /**
   * Does to every account what the market's end says: takes back what an earlier settlement did, closes every bet, takes the fee.
   * Goes on where an earlier attempt stopped.
   */
  payOut(marketId: string, context: RequestContext): Promise<void>
}

type States = Readonly<Record<string, AccountState | MarketState>>
type DecideAccount = (accountId: string, account: AccountState, at: string) => readonly AccountFact[]

/** The place of the market among those of the accounts. */
const MARKET = 'the market'

const placesOf = (marketId: string, accountIds: readonly string[]) =>
  Object.fromEntries([
    [MARKET, { stream: marketStream(marketId), fold: marketFold }],
    ...accountIds.map((id) => [id, { stream: accountStream(id), fold: accountFold }]),
  ]) as Places<States>

const roundOf = (market: MarketState) => (market.status === 'unopened' ? 0 : market.reversals.length)

const batchesOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))

const byUser = (payouts: readonly BetPayout[]): ReadonlyMap<string, readonly BetPayout[]> =>
  Map.groupBy(payouts, ({ userId }) => userId)

const closedBetOf = ({ betId, kind, cause, stake, payout: credits, outcome }: BetPayout, market: OpenedMarket): ClosedBet => {
  const words = { cause, stake, credits, outcome: outcomeName(market, outcome), title: market.title, voidCause: market.voidCause }
  return { betId, kind, credits, text: closedBetText(words), transferId: newId('transfer') }
}

const paidBetOf = ({ betId, payout: credits, outcome }: BetPayout, market: OpenedMarket): PaidBet => ({
  betId,
  credits,
  outcomeName: outcomeName(market, outcome),
  transferIds: [newId('transfer'), newId('transfer')],
})

const closing = (book: SettledBook, market: OpenedMarket): DecideAccount => {
  const bets = byUser(book.payouts)
  return (userId, account, at) => {
    const own = (bets.get(userId) ?? []).map((bet) => closedBetOf(bet, market))
    const data = { userId, subject: subjectOf(market), bets: own, repaymentId: newId('transfer') }
    return accountDecider.decide({ type: 'CloseBets', data, at }, account)
  }
}

const takingFee =
  (fee: number, market: OpenedMarket): DecideAccount =>
  (_id, house, at) =>
    accountDecider.decide(
      { type: 'TakeFee', data: { fee, subject: subjectOf(market), transferId: newId('transfer') }, at },
      house,
    )

/** An account may know any of the earlier settlements: the payouts of a later one may not have reached it. */
const takingBack = (market: OpenedMarket, books: readonly SettledBook[]): DecideAccount => {
  const bets = books.map(({ payouts }) => byUser(payouts))
  const { marketId } = market
  const [round, reason] = [books.length, market.reversals.at(-1)?.reason ?? '']
  return (userId, account, at) => {
    const known = bets[account.undone.get(marketId) ?? 0]?.get(userId) ?? []
    const data = { userId, subject: subjectOf(market), round, reason, bets: known.map((bet) => paidBetOf(bet, market)) }
    return accountDecider.decide({ type: 'UndoSettlement', data, at }, account)
  }
}

const returningFee =
  (market: OpenedMarket, books: readonly SettledBook[]): DecideAccount =>
  (_id, house, at) => {
    const fee = books[house.undone.get(market.marketId) ?? 0]?.fee ?? 0
    const data = { fee, round: books.length, subject: subjectOf(market), transferId: newId('transfer') }
    return accountDecider.decide({ type: 'ReturnFee', data, at }, house)
  }

const bettorsOf = ({ bets }: OpenedMarket): readonly string[] => [...new Set(inOrder(bets).map(({ userId }) => userId))]

export const createPayer = (log: EventLog): Payer => {
  /** False when the market has moved on to another settlement meanwhile. */
  const writeTogether = async (
    market: OpenedMarket,
    accountIds: readonly string[],
    decide: DecideAccount,
    context: RequestContext,
  ): Promise<boolean> => {
    const round = roundOf(market)
    const isDue = (states: States) => roundOf(states[MARKET] as MarketState) === round
    const { answer } = await handle<States, boolean>(log, {
      context,
      places: placesOf(market.marketId, accountIds),
      decide: (states, at) =>
        isDue(states) ? Object.fromEntries(accountIds.map((id) => [id, decide(id, states[id] as AccountState, at)])) : {},
      answer: ({ states }) => isDue(states),
      ...(accountIds.length > 1 && { attempts: BATCH_ATTEMPTS }),
    })
    return answer
  }

  /** Of many accounts some always bet by another process: a batch that loses to them is written one by one, which no bet holds up for long. */
  const write: typeof writeTogether = async (market, accountIds, decide, context) => {
    try {
      return await writeTogether(market, accountIds, decide, context)
    } catch (error) {
      if (accountIds.length === 1 || !isConflict(error)) throw error
      const each = await Promise.all(accountIds.map((id) => writeTogether(market, [id], decide, context)))
      return each.every(Boolean)
    }
  }

  const writeAll = async (market: OpenedMarket, decide: DecideAccount, context: RequestContext): Promise<boolean> => {
    for (const batch of batchesOf(bettorsOf(market), PAYOUT_BATCH))
      if (!(await write(market, batch, decide, context))) return false
    return true
  }

  /** Takes back from every account what the last settlement that it knows did to it. */
  const takeBack = async (market: OpenedMarket, context: RequestContext) => {
    const books = reversedBooksOf(market)
    const isDue = await writeAll(market, takingBack(market, books), context)
    if (isDue) await write(market, [HOUSE], returningFee(market, books), context)
  }

  const pay = async (book: SettledBook, market: OpenedMarket, context: RequestContext) => {
    const isDue = await writeAll(market, closing(book, market), context)
    if (isDue && book.fee > 0) await write(market, [HOUSE], takingFee(book.fee, market), context)
  }

  return {
    payOut: async (marketId, context) => {
      const { market } = await readMarket(log, marketId)
      const book = settledBookOf(market)
      if (!book) return
      if (market.reversals.length > 0) await takeBack(market, context)
      await pay(book, market, context)
    },
  }
}
