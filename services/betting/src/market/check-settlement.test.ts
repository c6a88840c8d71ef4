/** What was told and paid of a market is compared with its record, bet by bet and both ways. */
import {
  checkSettlement,
  recomputedBook,
  type BetPlaced,
  type MarketFact,
  type PaidBet,
  type SettledBook,
  type Settlement,
} from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { corrected, forged, played } from '../testing/played-record.ts'

const bookOf = (record: readonly MarketFact[]): SettledBook => {
  const book = recomputedBook(record)
  if (!book) throw new Error('The market is not over.')
  return book
}

const toldOf = (record: readonly MarketFact[], winner = 'success'): Settlement => {
  const { losingPool, fee, payouts } = bookOf(record)
  return {
    status: 'settled',
    outcome: winner,
    winners: [winner],
    losingPool,
    fee,
    payouts: [...payouts],
    position: 1,
    reversals: [],
  }
}

const placedIn = (record: readonly MarketFact[]) => record.flatMap((fact) => (fact.type === 'BetPlaced' ? [fact.data] : []))

/** The list of bets, with what the record's last end brings each. */
const paidOf = (record: readonly MarketFact[]): readonly PaidBet[] => {
  const ends = new Map(bookOf(record).payouts.map((payout) => [payout.betId, payout]))
  return placedIn(record).map(({ betId: id, ...bet }: BetPlaced['data']): PaidBet => {
    const end = ends.get(id)
    const status = ({ win: 'won', loss: 'lost', refund: 'refunded' } as const)[end?.kind ?? 'loss']
    return { ...bet, id, status, payout: end?.payout }
  })
}

const [told, paid] = [toldOf(played), paidOf(played)]

const differencesOf = (record: readonly MarketFact[], settlement = told, bets = paid) =>
  checkSettlement(record, settlement, bets)?.differences

test('what was told and paid by the record has no difference; a payout that is under way is none', () => {
  expect(checkSettlement(played, told, paid)).toEqual({ bets: 3, credits: 33, differences: [], unpaid: 0 })
  const waiting = paid.map((one) => ({ ...one, status: 'open' as const, payout: undefined }))
  expect(checkSettlement(played, told, waiting)).toMatchObject({ differences: [], unpaid: 3 })
  expect(checkSettlement(played.slice(0, -1), told, paid)).toBeNull()
})

test('a bet that stands as a settlement left it that was taken back waits for its payout', () => {
  const settlement = toldOf(corrected, 'failure')
  expect(checkSettlement(corrected, settlement, paidOf(corrected))).toMatchObject({ differences: [], unpaid: 0 })
  expect(checkSettlement(corrected, settlement, paid)).toMatchObject({ differences: [], unpaid: 2 })
  const [first, ...rest] = paid
  expect(checkSettlement(corrected, settlement, [{ ...first, payout: 29 } as PaidBet, ...rest])?.differences).toEqual([
    'The bet a of Ada: 0 (lost) by the record, 29 (won) as paid.',
  ])
})

const telling = (betId: string, more: Partial<Settlement['payouts'][number]>) => ({
  ...told,
  payouts: told.payouts.map((one) => (one.betId === betId ? { ...one, ...more } : one)),
})

test.each<readonly [string, Settlement, string]>([
  ['another losing pool', { ...told, losingPool: 21 }, 'Losing pool: 20 by the record, 21 as told.'],
  ['another fee', { ...told, fee: 1 }, 'Fee: 2 by the record, 1 as told.'],
  ['another winner', { ...told, winners: ['failure'] }, 'Winner: success by the record, failure as told.'],
  ['a void market', { ...told, status: 'voided' }, 'Winner: success by the record, void as told.'],
  [
    'another payout',
    telling('a', { payout: 29 }),
    'The bet a of Ada: 28 (won) for 10 on success of usr_1 by the record, 29 (won) for 10 on success of usr_1 as told.',
  ],
  [
    'another user',
    telling('a', { userId: 'usr_2' }),
    'The bet a of Ada: 28 (won) for 10 on success of usr_1 by the record, 28 (won) for 10 on success of usr_2 as told.',
  ],
  [
    'another outcome',
    telling('a', { outcome: 'failure' }),
    'The bet a of Ada: 28 (won) for 10 on success of usr_1 by the record, 28 (won) for 10 on failure of usr_1 as told.',
  ],
  [
    'another end',
    telling('b', { kind: 'refund' }),
    'The bet b of Ada: 0 (lost) for 20 on failure of usr_1 by the record, 0 (refunded) for 20 on failure of usr_1 as told.',
  ],
  [
    'a payout less',
    { ...told, payouts: told.payouts.slice(0, 2) },
    'The bet c of Ada: 5 (refunded) for 5 on failure of usr_1 by the record, nothing as told.',
  ],
  [
    'a payout more',
    { ...told, payouts: [...told.payouts, { ...told.payouts[0], betId: 'z' } as Settlement['payouts'][number]] },
    'The bet z is told a payout, and is not in the record.',
  ],
  [
    'a payout twice',
    { ...told, payouts: [{ ...told.payouts[0], payout: 999 } as Settlement['payouts'][number], ...told.payouts] },
    'The bet a is told more than one payout.',
  ],
])('%s is named when it is told', (_, settlement, fault) => expect(differencesOf(played, settlement)).toEqual([fault]))

const listing = (betId: string, more: Partial<PaidBet>) => paid.map((one) => (one.id === betId ? { ...one, ...more } : one))
const terms = (userId: string, outcome = 'failure', stake = 20) =>
  expect.stringContaining(`${stake} on ${outcome} at weight 8333 by ${userId}`)

test.each<readonly [string, readonly PaidBet[], readonly unknown[]]>([
  ['another payout', listing('b', { payout: 7 }), ['The bet b of Ada: 0 (lost) by the record, 7 (lost) as paid.']],
  ['another end', listing('b', { status: 'won' }), ['The bet b of Ada: 0 (lost) by the record, 0 (won) as paid.']],
  ['another user', listing('b', { userId: 'usr_2' }), [terms('usr_2')]],
  ['another stake', listing('b', { stake: 21 }), [terms('usr_1', 'failure', 21)]],
  ['another outcome', listing('b', { outcome: 'success' }), [terms('usr_1', 'success')]],
  ['another name', listing('b', { userName: 'Eve' }), [expect.stringContaining('by usr_1 (Eve)')]],
  ['a bet twice', [{ ...paid[0], payout: 999 } as PaidBet, ...paid], ['The bet a is in the list more than once.']],
  ['a bet less', paid.slice(1), ['The bet a of Ada is not in the list.']],
  [
    'a bet of another name',
    listing('a', { id: 'z' }),
    ['The bet a of Ada is not in the list.', 'The bet z of Ada is in the list, and not in the record.'],
  ],
])('%s is named when the list shows it', (_, bets, faults) => expect(differencesOf(played, told, bets)).toEqual(faults))

test('a record that breaks the rules is no record that can be verified', () => {
  const record = forged(played, 'MarketSettled', { fee: 999 })
  expect(differencesOf(record, toldOf(record), paidOf(record))).toEqual(['Fee: 2 by the bets, 999 in the record.'])
})
