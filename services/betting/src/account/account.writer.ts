/** Writes accounts: opens and refills them, and does to them what a market that is over says, in batches that may be repeated. */
import { newId, type RequestContext } from '@agent-arena/contracts'
import { handle, type EventLog } from '@agent-arena/event-store'
import type { BettingConfig } from '../betting.config.ts'
import type { OpenedMarket } from '../market/market.state.ts'
import { readMarket } from '../market/read-market.ts'
import { settledBookOf } from '../market/settled-book.ts'
import { accountDecider, type AccountCommand } from './account.decider.ts'
import { accountFold, type AccountState } from './account.state.ts'
import { accountStream } from './ledger.ts'
import { createPayer } from './payer.ts'

export { PAYOUT_BATCH } from './payer.ts'

export interface AccountWriter {
  /** Answers the balance. */
  open(user: { readonly userId: string; readonly name: string }, context: RequestContext): Promise<number>
  /** Refills the account where the rules say so. Answers the balance. */
  refill(userId: string, context: RequestContext): Promise<number>
  /**
   * Does to every account what the market's end says: takes back what an earlier settlement did, closes every bet, takes the fee.
   * Goes on where an earlier attempt stopped.
   */
  payOut(marketId: string, context: RequestContext): Promise<void>
}

type Untimed<C> = C extends unknown ? Omit<C, 'at'> : never

export const createAccountWriter = (log: EventLog, config: Pick<BettingConfig, 'grantCredits' | 'refill'>): AccountWriter => {
  const payer = createPayer(log)

  const write = async (userId: string, command: Untimed<AccountCommand>, context: RequestContext): Promise<number> => {
    const { answer } = await handle<{ account: AccountState }, number>(log, {
      context,
      places: { account: { stream: accountStream(userId), fold: accountFold } },
      decide: ({ account }, at) => ({ account: accountDecider.decide({ ...command, at }, account) }),
      answer: ({ states }) => states.account.credits,
    })
    return answer
  }

  const payOutAs = async (market: OpenedMarket, context: RequestContext) => {
    const book = settledBookOf(market)
    if (!book) return
    if (market.reversals.length > 0) await payer.takeBack(market, context)
    await payer.pay(book, market, context)
  }

  return {
    open: ({ userId, name }, context) => {
      const data = { userId, name, grantCredits: config.grantCredits, transferId: newId('transfer') }
      return write(userId, { type: 'OpenAccount', data }, context)
    },
    refill: (userId, context) =>
      write(userId, { type: 'RefillAccount', data: { userId, transferId: newId('transfer'), ...config.refill } }, context),
    payOut: async (marketId, context) => payOutAs((await readMarket(log, marketId)).market, context),
  }
}
