/** Guests of an arena under test, and what the books say of them. */
import { randomInt, randomUUID } from 'node:crypto'
import { expect } from '@jest/globals'
import { isRejection, readAllPages, type ArenaClient, type LedgerAudit } from '@agent-arena/contracts'
import type { ArenaUnderTest } from './start-arena.ts'

export interface Guest {
  readonly id: string
  readonly token: string
  readonly client: ArenaClient
  bet(marketId: string, outcome: string, stake: number, idempotencyKey?: string): ReturnType<ArenaClient['placeBet']>
  balance(): Promise<number>
}

/** Under the name, or under one like it where somebody has it already. */
const sessionAs = async (arena: ArenaUnderTest, name: string) => {
  try {
    return await arena.as().startSession({ name })
  } catch (error) {
    if (!isRejection(error) || error.reason !== 'name-taken') throw error
    return arena.as().startSession({ name: `${name} ${randomInt(1_000_000_000)}` })
  }
}

export const joinAs = async (arena: ArenaUnderTest, name: string): Promise<Guest> => {
  const { user, token } = await sessionAs(arena, name)
  const client = arena.as(token)
  return {
    id: user.id,
    token,
    client,
    bet: (marketId, outcome, stake, idempotencyKey = randomUUID()) =>
      client.placeBet({ marketId, outcome, stake }, { idempotencyKey }),
    balance: async () => (await client.getWallet({})).balance,
  }
}

const sumOf = ({ accounts }: LedgerAudit, kind: LedgerAudit['accounts'][number]['kind']) =>
  accounts.filter((account) => account.kind === kind).reduce((sum, { balance }) => sum + balance, 0)

/** Credits are neither made nor lost: all accounts together are 0, the others hold what was granted, nobody owes. */
export const expectBooksToAddUp = async (arena: ArenaUnderTest, openStakes = 0): Promise<void> => {
  const ledger = await arena.operator.auditLedger({})
  expect(ledger.accounts.reduce((sum, { balance }) => sum + balance, 0)).toBe(0)
  expect(ledger.total).toBe(0)
  expect(sumOf(ledger, 'pool')).toBe(openStakes)
  const holders = (['user', 'pool', 'house', 'agent'] as const).map((kind) => sumOf(ledger, kind))
  expect(holders.reduce((sum, held) => sum + held, 0)).toBe(-sumOf(ledger, 'grant'))
  expect(ledger.accounts.filter(({ kind, balance }) => kind !== 'grant' && balance < 0)).toEqual([])
  if (openStakes === 0) expect(ledger.accounts.filter(({ kind, balance }) => kind === 'pool' && balance !== 0)).toEqual([])
}

/** The public record of a market that is over: every bet is paid once, and payouts with the fee are the stakes. */
export const expectRecordToAddUp = async (arena: ArenaUnderTest, marketId: string): Promise<void> => {
  const [bets, { payouts, fee }] = await Promise.all([
    readAllPages((page) => arena.as().listBets({ marketId, ...page })),
    arena.as().getSettlement({ marketId }),
  ])
  expect(payouts.map(({ betId }) => betId).sort()).toEqual(bets.map(({ id }) => id).sort())
  const paid = payouts.reduce((sum, { payout }) => sum + payout, 0)
  expect(paid + fee).toBe(bets.reduce((sum, { stake }) => sum + stake, 0))
}
