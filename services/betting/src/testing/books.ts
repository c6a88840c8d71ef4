/** What must hold of the log of betting after any play, read from the bare events. */
import assert from 'node:assert/strict'
import {
  recomputedBook,
  recordFaults,
  type AccountFact,
  type BettingFact,
  type CreditsTransferred,
  type MarketFact,
  type Stored,
} from '@agent-arena/contracts'
import { foldOf } from '@agent-arena/event-store'
import { accountFold } from '../account/account.state.ts'
import { accountKindOf, accountStream } from '../account/ledger.ts'

type Event = Stored<BettingFact>

const transfersOf = (events: readonly Event[]) => events.filter((event) => event.type === 'CreditsTransferred')

/** I6 at every position: nothing is made or lost, and only the house and the source of grants may owe. */
export const requireBooksBalanced = (events: readonly Event[]): ReadonlyMap<string, number> => {
  const balances = new Map<string, number>()
  for (const { data, position } of transfersOf(events)) {
    balances.set(data.from, (balances.get(data.from) ?? 0) - data.credits)
    balances.set(data.to, (balances.get(data.to) ?? 0) + data.credits)
    const payer = accountKindOf(data.from)
    if (payer !== 'house' && payer !== 'grant' && (balances.get(data.from) ?? 0) < 0)
      throw new Error(`${data.from} fell below 0 at ${position} by ${data.reason}`)
  }
  const total = [...balances.values()].reduce((sum, credits) => sum + credits, 0)
  assert.equal(total, 0, 'all accounts together')
  return balances
}

/** What the rules go by is what the books say, user by user. What the house bears stands in other streams than its own. */
export const requireKnownBalances = (events: readonly Event[], balances: ReadonlyMap<string, number>): void => {
  const facts = events.filter(({ stream }) => stream.startsWith(accountStream(''))) as readonly Stored<AccountFact>[]
  for (const own of Map.groupBy(facts, ({ stream }) => stream).values()) {
    const { id, credits } = foldOf(accountFold, own)
    if (accountKindOf(id) !== 'user') continue
    assert.equal(credits, balances.get(id), `the balance of ${id} by which it is decided`)
  }
}

const next: Readonly<Record<string, readonly string[]>> = {
  open: ['open', 'locked'],
  locked: ['settled', 'voided'],
  settled: ['reversed'],
  reversed: ['settled', 'voided'],
  voided: [],
}

const becomes: Readonly<Record<MarketFact['type'], string>> = {
  MarketOpened: 'open',
  MarketStarted: 'open',
  MarketProgressed: 'open',
  OutcomeClosed: 'open',
  BetPlaced: 'open',
  MarketLocked: 'locked',
  MarketSettled: 'settled',
  MarketReversed: 'reversed',
  MarketVoided: 'voided',
}

/** I7, also for an outcome that closes alone, and that lock, settlement, void and correction exclude each other: a market's facts follow its life, one after the other. */
const requireLifeOfMarket = (facts: readonly MarketFact[]): void => {
  let status = 'open'
  let lockAt = Infinity
  const closed = new Set<string>()
  for (const { type, data } of facts) {
    if (!next[status]?.includes(becomes[type]))
      throw new Error(`after ${status} came ${type}: ${facts.map((fact) => fact.type).join(', ')}`)
    status = becomes[type]
    if (type === 'MarketStarted') lockAt = Date.parse(data.lockAt)
    if (type === 'OutcomeClosed') closed.add(data.outcome)
    if (type !== 'BetPlaced') continue
    assert(Date.parse(data.placedAt) < lockAt, `a bet of ${data.placedAt} stands after the lock time`)
    assert(!closed.has(data.outcome), `a bet of ${data.placedAt} stands on ${data.outcome}, which was closed`)
  }
}

const sumOf = (transfers: readonly CreditsTransferred['data'][]) => transfers.reduce((sum, { credits }) => sum + credits, 0)

const sumOfPayouts = (payouts: readonly { readonly payout: number }[]) => payouts.reduce((sum, { payout }) => sum + payout, 0)

/** What each account got out of a market is what the record says, but for what the house bore of it. */
export const requirePaidByTheRecord = (marketId: string, events: readonly Event[]): void => {
  const facts = events.filter(({ stream }) => stream === `market-${marketId}`) as readonly MarketFact[]
  requireLifeOfMarket(facts)
  assert.deepEqual(recordFaults(facts), [])
  const book = recomputedBook(facts)
  const transfers = transfersOf(events).flatMap(({ data, stream }) => (data.marketId === marketId ? [{ ...data, stream }] : []))
  const staked = sumOf(transfers.filter(({ reason }) => reason === 'stake'))
  assert.equal(sumOfPayouts(book?.payouts ?? []) + (book?.fee ?? 0), staked, `payouts and fee of ${marketId} are its stakes`)
  for (const [userId, payouts] of Map.groupBy(book?.payouts ?? [], (payout) => payout.userId)) {
    const own = transfers.filter(({ stream }) => stream === `account-${userId}`)
    const of = (...reasons: readonly string[]) => sumOf(own.filter(({ reason }) => reasons.includes(reason)))
    const kept = of('payout', 'refund') - of('reversal', 'repayment')
    const borne = of('shortfall') - of('repayment')
    assert(borne >= 0, `the house bears ${borne} for ${userId}`)
    assert.equal(kept, sumOfPayouts(payouts) + borne, `what ${userId} got out of ${marketId}`)
  }
}
