/** Writes accounts: opens them, and closes the bets of a market that is over in batches that may be repeated. */
import { newId, type BetPayout, type RequestContext } from '@agent-arena/contracts'
import { handle, type Decided, type EventLog, type Places } from '@agent-arena/event-store'
import type { OpenedMarket } from '../market/market.state.ts'
import { readMarket } from '../market/read-market.ts'
import { settledBookOf } from '../market/settled-book.ts'
import { outcomeName } from '../market/texts.ts'
import { accountDecider } from './account.decider.ts'
import { accountFold, type AccountState } from './account.state.ts'
import { subjectOf } from './bet-subject.ts'
import type { ClosedBet } from './close-bets.ts'
import { accountStream, HOUSE } from './ledger.ts'
import { closedBetText } from './texts.ts'

/** Accounts that one append pays. */
export const PAYOUT_BATCH = 50

export interface AccountWriter {
  /** Answers the balance. */
  open(user: { readonly userId: string; readonly name: string }, context: RequestContext): Promise<number>
  /** Closes every bet of a market that is over and takes the fee; goes on where an earlier attempt stopped. */
  payOut(marketId: string, context: RequestContext): Promise<void>
}

type Accounts = Readonly<Record<string, AccountState>>
type UserBets = readonly [userId: string, bets: readonly ClosedBet[]]

const closedBetOf = ({ betId, kind, cause, stake, payout: credits, outcome }: BetPayout, market: OpenedMarket): ClosedBet => {
  const words = { cause, stake, credits, outcome: outcomeName(market, outcome), title: market.title, voidCause: market.voidCause }
  return { betId, kind, credits, text: closedBetText(words), transferId: newId('transfer') }
}

const byUser = (payouts: readonly BetPayout[], market: OpenedMarket): readonly UserBets[] =>
  [...Map.groupBy(payouts, ({ userId }) => userId)].map(([userId, own]) => [userId, own.map((bet) => closedBetOf(bet, market))])

const batchesOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))

const placesOf = (accountIds: readonly string[]): Places<Accounts> =>
  Object.fromEntries(accountIds.map((id) => [id, { stream: accountStream(id), fold: accountFold }]))

export const createAccountWriter = (log: EventLog, { grantCredits }: { readonly grantCredits: number }): AccountWriter => {
  const write = (
    context: RequestContext,
    accountIds: readonly string[],
    decide: (accounts: Accounts, at: string) => Decided<Accounts>,
  ) => handle<Accounts, Accounts>(log, { context, places: placesOf(accountIds), decide, answer: ({ states }) => states })

  const payBatch = async (batch: readonly UserBets[], market: OpenedMarket, context: RequestContext) => {
    const subject = subjectOf(market)
    await write(
      context,
      batch.map(([userId]) => userId),
      (accounts, at) =>
        Object.fromEntries(
          batch.map(([userId, bets]) => {
            const command = { type: 'CloseBets', data: { userId, subject, bets }, at } as const
            return [userId, accountDecider.decide(command, accounts[userId] ?? accountFold.initialState)]
          }),
        ),
    )
  }

  const takeFee = async (fee: number, market: OpenedMarket, context: RequestContext) => {
    const data = { fee, subject: subjectOf(market), transferId: newId('transfer') }
    await write(context, [HOUSE], ({ [HOUSE]: house = accountFold.initialState }, at) => ({
      [HOUSE]: accountDecider.decide({ type: 'TakeFee', data, at }, house),
    }))
  }

  return {
    open: async ({ userId, name }, context) => {
      const data = { userId, name, grantCredits, transferId: newId('transfer') }
      const { answer } = await write(context, [userId], ({ [userId]: account = accountFold.initialState }, at) => ({
        [userId]: accountDecider.decide({ type: 'OpenAccount', data, at }, account),
      }))
      return answer[userId]?.credits ?? 0
    },
    payOut: async (marketId, context) => {
      const { market } = await readMarket(log, marketId)
      const book = settledBookOf(market)
      if (!book) return
      for (const batch of batchesOf(byUser(book.payouts, market), PAYOUT_BATCH)) await payBatch(batch, market, context)
      if (book.fee > 0) await takeFee(book.fee, market, context)
    },
  }
}
