/** The rules of an account, as given/when/then. */
import { describe, test } from '@jest/globals'
import type { AccountFact, CreditsTransferred, PayoutKind } from '@agent-arena/contracts'
import { specify } from '@agent-arena/testing/specify'
import { accountDecider } from './account.decider.ts'

const { given, when } = specify(accountDecider)
const at = '2026-01-01T00:00:00.000Z'
const subject = { marketId: 'mkt_1', title: 'Will “Two mugs” succeed?', sandboxId: 'sbx_1' }
const about = { marketId: 'mkt_1', sandboxId: 'sbx_1' }

const open = { type: 'OpenAccount', data: { userId: 'usr_1', name: 'Ada', grantCredits: 1000, transferId: 'trf_0' }, at } as const

const transfer = (data: Omit<CreditsTransferred['data'], 'at'>): CreditsTransferred => ({
  type: 'CreditsTransferred',
  data: { ...data, at },
})

const opened: readonly AccountFact[] = [
  { type: 'AccountOpened', data: { accountId: 'usr_1', name: 'Ada', openedAt: at } },
  transfer({
    transferId: 'trf_0',
    from: 'grant',
    to: 'usr_1',
    credits: 1000,
    reason: 'grant',
    text: 'Welcome: 1,000 credits to play with.',
  }),
]

const stake = (betId: string, credits: number) =>
  ({
    type: 'StakeCredits',
    data: { betId, userId: 'usr_1', stake: credits, outcomeName: 'Succeeds', transferId: `trf_${betId}`, subject },
    at,
  }) as const

const staked = (betId: string, credits: number) =>
  transfer({
    transferId: `trf_${betId}`,
    from: 'usr_1',
    to: 'pool:mkt_1',
    credits,
    reason: 'stake',
    text: `Staked ${credits.toLocaleString('en-US')} on Succeeds: Will “Two mugs” succeed?`,
    betId,
    ...about,
  })

const closing = (...bets: readonly (readonly [betId: string, kind: PayoutKind, credits: number])[]) =>
  ({
    type: 'CloseBets',
    data: {
      userId: 'usr_1',
      subject,
      repaymentId: 'trf_back',
      bets: bets.map(([betId, kind, credits]) => ({ betId, kind, credits, text: 'So be it.', transferId: `out_${betId}` })),
    },
    at,
  }) as const

const paid = (betId: string, reason: 'payout' | 'refund', credits: number) =>
  transfer({ transferId: `out_${betId}`, from: 'pool:mkt_1', to: 'usr_1', credits, reason, text: 'So be it.', betId, ...about })

const lost = (betId: string): AccountFact => ({ type: 'BetLost', data: { betId, marketId: 'mkt_1', at } })

describe('an account', () => {
  test('opens with a grant', () => when(open).then(...opened))
  test('is granted once', () =>
    given(...opened)
      .when(open)
      .then())
  test('pays a stake into the pool', () =>
    given(...opened)
      .when(stake('a', 40))
      .then(staked('a', 40)))
  test('pays its whole balance', () =>
    given(...opened)
      .when(stake('a', 1000))
      .then(staked('a', 1000)))
  test('refuses a credit more than it has', () =>
    given(...opened)
      .when(stake('a', 1001))
      .rejects('insufficient-credits'))
  test('counts what it has staked before', () =>
    given(...opened, staked('a', 999))
      .when(stake('b', 2))
      .rejects('insufficient-credits'))
  test('cannot pay before it is opened', () => when(stake('a', 1)).rejects('no-account'))
})

describe('the bets of a market that is over', () => {
  const betting = given(...opened, staked('a', 40), staked('b', 5), staked('c', 1))
  test('are won, refunded and lost', () =>
    betting
      .when(closing(['a', 'win', 90], ['b', 'refund', 5], ['c', 'loss', 0]))
      .then(paid('a', 'payout', 90), paid('b', 'refund', 5), lost('c')))
  test('are closed once, the rest of a batch that was broken off after them', () =>
    given(...opened, staked('a', 40), staked('b', 5), paid('a', 'payout', 90), lost('b'))
      .when(closing(['a', 'win', 90], ['b', 'loss', 0]))
      .then())
  test('are left alone when they are not of this account', () => betting.when(closing(['z', 'win', 90])).then())
  test('bring credits that can be staked again', () =>
    given(...opened, staked('a', 1000), paid('a', 'payout', 1500))
      .when(stake('b', 1500))
      .then(staked('b', 1500)))
})

describe('a gift to an agent', () => {
  const gift = { userId: 'usr_1', sandboxId: 'sbx_1', credits: 600, title: 'Two mugs', transferId: 'trf_gift' } as const
  const moved = (from: string, to: string, text: string) =>
    transfer({ transferId: 'trf_gift', from, to, credits: 600, reason: 'credits', text, sandboxId: 'sbx_1' })
  const given600 = moved('usr_1', 'agent:sbx_1', 'Gave 600 to the agent of “Two mugs”: 60,000 tokens more for its run.')
  const back = moved('agent:sbx_1', 'usr_1', '600 back from the agent of “Two mugs”: its run was over before they came.')
  test('leaves the account', () => {
    given(...opened)
      .when({ type: 'GiveCredits', data: { ...gift, tokens: 60_000 }, at })
      .then(given600)
    given(...opened, given600)
      .when(stake('a', 401))
      .rejects('insufficient-credits')
  })
  test('that went back can be staked', () => {
    given(...opened, given600)
      .when({ type: 'TakeBackCredits', data: gift, at })
      .then(back)
    given(...opened, given600, back)
      .when(stake('a', 1000))
      .then(staked('a', 1000))
  })
})

describe('the house', () => {
  const take = (fee: number) => ({ type: 'TakeFee', data: { fee, subject, transferId: 'trf_fee' }, at }) as const
  const taken = transfer({
    transferId: 'trf_fee',
    from: 'pool:mkt_1',
    to: 'house',
    credits: 12,
    reason: 'fee',
    text: 'Fee of 12: Will “Two mugs” succeed?',
    ...about,
  })
  test('takes the fee of a market', () => when(take(12)).then(taken))
  test('takes it once', () => given(taken).when(take(12)).then())
  test('takes no fee of nothing', () => when(take(0)).then())
})
