/**
 * Does a market's end to its accounts, batch by batch. Each batch is decided over its accounts and the market: a payer that was
 * overtaken by a reversal writes nothing more.
 */
import { isRejection, type RequestContext, type SettledBook } from '@agent-arena/contracts'
import { handle, type EventLog, type Places } from '@agent-arena/event-store'
import { accountFold, type AccountState } from '../account/account.state.ts'
import { accountStream, HOUSE, type AccountStream } from '../account/ledger.ts'
import { inOrder } from '../market/bet-chain.ts'
import { marketFold, marketStream, type MarketState, type OpenedMarket } from '../market/market.state.ts'
import { readMarket } from '../market/read-market.ts'
import { reversedBooksOf, settledBookOf } from '../market/settled-book.ts'
import { closing, returningFee, takingBack, takingFee, type DecideAccount } from './account-decisions.ts'

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

type States = { readonly market: MarketState; readonly [account: AccountStream]: AccountState }

const placesOf = (marketId: string, accountIds: readonly string[]): Places<States> => ({
  market: { stream: marketStream(marketId), fold: marketFold },
  ...Object.fromEntries(accountIds.map(accountStream).map((stream) => [stream, { stream, fold: accountFold }])),
})

const roundOf = (market: MarketState) => (market.status === 'unopened' ? 0 : market.reversals.length)

const batchesOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))

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
    const isDue = ({ market: now }: States) => roundOf(now) === round
    const decided = (id: string, states: States, at: string) => {
      const stream = accountStream(id)
      return [stream, decide(id, states[stream] ?? accountFold.initialState, at)] as const
    }
    const { answer } = await handle<States, boolean>(log, {
      context,
      places: placesOf(market.marketId, accountIds),
      decide: (states, at) => (isDue(states) ? Object.fromEntries(accountIds.map((id) => decided(id, states, at))) : {}),
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
