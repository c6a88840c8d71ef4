/**
 * Takes back what a settlement did to an account: each payout, as far as the credits are there; the house bears what was spent meanwhile,
 * and gives what it had kept back of that payout. So no balance falls below 0, the pool is whole again whatever the account did in between,
 * and nobody is asked for what the settlement did not bring.
 */
import type { AccountFact, CreditsTransferred } from '@agent-arena/contracts'
import type { AccountState } from './account.state.ts'
import type { BetSubject } from './bet-subject.ts'
import { HOUSE, poolOf } from './ledger.ts'
import { reversalText, shortfallText } from './texts.ts'

export interface PaidBet {
  readonly betId: string
  readonly credits: number
  readonly outcomeName: string
  readonly transferIds: readonly [reversal: string, shortfall: string]
}

export interface UndoSettlement {
  readonly type: 'UndoSettlement'
  readonly data: {
    readonly userId: string
    readonly subject: BetSubject
    /** Which reversal of the market it is. */
    readonly round: number
    readonly reason: string
    /** What the settlement that the account knows brought each of its bets. */
    readonly bets: readonly PaidBet[]
  }
  readonly at: string
}

const transferOf = (fact: CreditsTransferred['data']): CreditsTransferred => ({ type: 'CreditsTransferred', data: fact })

/** The movements that take one bet's credits back, of which the account can give `claimed`. */
const movementsOf = ({ betId, credits, outcomeName, transferIds }: PaidBet, claimed: number, command: UndoSettlement) => {
  const { userId, subject, reason } = command.data
  const { title, ...about } = subject
  const words = { claimed, credits, outcome: outcomeName, title, reason }
  const shared = { to: poolOf(subject.marketId), betId, ...about, at: command.at }
  const back = {
    transferId: transferIds[0],
    from: userId,
    credits: claimed,
    reason: 'reversal',
    text: reversalText(words),
  } as const
  const rest = {
    transferId: transferIds[1],
    from: HOUSE,
    credits: credits - claimed,
    reason: 'shortfall',
    text: shortfallText(words),
  } as const
  return [back, rest].filter((movement) => movement.credits > 0).map((movement) => transferOf({ ...movement, ...shared }))
}

export const undoSettlement = (command: UndoSettlement, account: AccountState): readonly AccountFact[] => {
  const { userId, subject, round, bets } = command.data
  const { marketId } = subject
  if ((account.undone.get(marketId) ?? 0) >= round) return []
  const closed = bets.filter(({ betId }) => !account.openBets.has(betId))
  let [left, kept] = [account.credits, account.keptBack.get(marketId) ?? 0]
  const movements = closed.flatMap((bet) => {
    const theirs = Math.max(0, bet.credits - kept)
    const claimed = Math.min(left, theirs)
    ;[left, kept] = [left - claimed, kept - (bet.credits - theirs)]
    return movementsOf(bet, claimed, command)
  })
  const betIds = closed.map(({ betId }) => betId)
  return [...movements, { type: 'SettlementUndone', data: { accountId: userId, marketId, round, betIds, at: command.at } }]
}
