/** What a correction, a refill and a gift do to one account, as given/when/then. */
import { describe, test } from '@jest/globals'
import type { AccountFact, CreditsTransferred, SettlementUndone } from '@agent-arena/contracts'
import { specify } from '@agent-arena/testing/specify'
import { accountDecider } from './account.decider.ts'

const { given, when } = specify(accountDecider)
const at = '2026-01-02T00:00:00.000Z'
const about = { marketId: 'mkt_1', sandboxId: 'sbx_1' }
const subject = { ...about, title: 'Will it?' }

const transfer = (
  data: Omit<CreditsTransferred['data'], 'at' | 'transferId' | 'text'> & { transferId?: string; text?: string },
): CreditsTransferred => ({
  type: 'CreditsTransferred',
  data: { transferId: 'trf', text: 'So be it.', at, ...data },
})

const user = 'usr_1'
const pool = 'pool:mkt_1'
const opened = (credits: number): readonly AccountFact[] => [
  { type: 'AccountOpened', data: { accountId: user, name: 'Ada', openedAt: at } },
  transfer({ from: 'grant', to: user, credits, reason: 'grant' }),
]
const staked = (betId: string, credits: number) => transfer({ from: user, to: pool, credits, reason: 'stake', betId, ...about })
const paid = (betId: string, credits: number) => transfer({ from: pool, to: user, credits, reason: 'payout', betId, ...about })
const spent = (credits: number) => transfer({ from: user, to: 'agent:sbx_9', credits, reason: 'credits', sandboxId: 'sbx_9' })

const undo = (bets: readonly (readonly [string, number])[], round = 1) =>
  ({
    type: 'UndoSettlement',
    data: {
      userId: user,
      subject,
      round,
      reason: 'Wrong.',
      bets: bets.map(([betId, credits]) => ({
        betId,
        credits,
        outcomeName: 'Succeeds',
        transferIds: [`r_${betId}`, `s_${betId}`] as const,
      })),
    },
    at,
  }) as const

const reversal = (betId: string, credits: number, of = credits) =>
  transfer({
    transferId: `r_${betId}`,
    from: user,
    to: pool,
    credits,
    reason: 'reversal',
    betId,
    text: `Took back ${credits}${of === credits ? '' : ` of ${of} (the house bears the rest)`} on Succeeds: Will it? The settlement was corrected: Wrong.`,
    ...about,
  })
const shortfall = (betId: string, credits: number) =>
  transfer({
    transferId: `s_${betId}`,
    from: 'house',
    to: pool,
    credits,
    reason: 'shortfall',
    betId,
    text: `The house bears ${credits} on Succeeds: Will it? They were spent, or kept back, before the settlement was corrected.`,
    ...about,
  })
const undone = (betIds: readonly string[], round = 1, accountId = user): SettlementUndone => ({
  type: 'SettlementUndone',
  data: { accountId, marketId: 'mkt_1', round, betIds, at },
})

const closing = (betId: string, credits: number) =>
  ({
    type: 'CloseBets',
    data: {
      userId: user,
      subject,
      repaymentId: 'back',
      bets: [{ betId, kind: credits > 0 ? 'win' : 'loss', credits, text: 'So be it.', transferId: 'trf' }],
    },
    at,
  }) as const
const repayment = (credits: number) =>
  transfer({
    transferId: 'back',
    from: user,
    to: 'house',
    credits,
    reason: 'repayment',
    text: `Kept back ${credits}: Will it? The house had borne what was already spent when the settlement was corrected.`,
    ...about,
  })

describe('a settlement that is taken back', () => {
  const won = [
    ...opened(100),
    staked('a', 40),
    staked('b', 10),
    paid('a', 90),
    { type: 'BetLost', data: { betId: 'b', marketId: 'mkt_1', at } },
  ] as const

  test('takes each payout back and opens the bets again', () =>
    given(...won)
      .when(
        undo([
          ['a', 90],
          ['b', 0],
        ]),
      )
      .then(reversal('a', 90), undone(['a', 'b'])))
  test('takes what is there, and the house bears the rest', () =>
    given(...won, spent(130))
      .when(undo([['a', 90]]))
      .then(reversal('a', 10, 90), shortfall('a', 80), undone(['a'])))
  test('takes nothing from who has nothing', () =>
    given(...won, spent(140))
      .when(undo([['a', 90]]))
      .then(shortfall('a', 90), undone(['a'])))
  test('takes from two payouts in their order', () =>
    given(...opened(20), staked('a', 10), staked('c', 10), paid('a', 30), paid('c', 30), spent(15))
      .when(
        undo([
          ['a', 30],
          ['c', 30],
        ]),
      )
      .then(reversal('a', 30), reversal('c', 15, 30), shortfall('c', 15), undone(['a', 'c'])))
  test('leaves a bet alone that was not paid yet, and knows that it was there', () =>
    given(...opened(100), staked('a', 40))
      .when(undo([['a', 90]]))
      .then(undone([])))
  test('happens once a reversal', () => {
    given(...won, reversal('a', 90), undone(['a', 'b']))
      .when(
        undo([
          ['a', 90],
          ['b', 0],
        ]),
      )
      .then()
    given(...won, reversal('a', 90), undone(['a', 'b'], 2))
      .when(undo([['a', 90]], 1))
      .then()
  })
  test('lets the next settlement pay, and keeps back what the house bore', () => {
    const borne = [...won, spent(140), shortfall('a', 90), undone(['a', 'b'])] as const
    given(...borne)
      .when(closing('a', 40))
      .then(paid('a', 40), repayment(40))
    given(...borne)
      .when(closing('b', 120))
      .then(paid('b', 120), repayment(90))
    given(...borne)
      .when(closing('a', 0))
      .then({ type: 'BetLost', data: { betId: 'a', marketId: 'mkt_1', at } })
    given(...borne, paid('b', 120), repayment(90))
      .when(closing('a', 40))
      .then(paid('a', 40))
  })
})

describe('a correction that is corrected', () => {
  /** 240 were paid and spent, so the house bore them; of the next settlement's 100 all went to it, and 300 were won elsewhere. */
  const elsewhere = transfer({ from: 'pool:mkt_2', to: user, credits: 300, reason: 'payout', betId: 'z', marketId: 'mkt_2' })
  const corrected = [
    ...opened(100),
    staked('a', 100),
    paid('a', 240),
    spent(240),
    shortfall('a', 240),
    undone(['a']),
    paid('a', 100),
    repayment(100),
    elsewhere,
  ] as const

  test('takes nothing that the settlement did not bring: the house gives what it had kept back', () =>
    given(...corrected)
      .when(undo([['a', 100]], 2))
      .then(shortfall('a', 100), undone(['a'], 2)))
  test('keeps back as much as the house bears then, and no more', () => {
    const again = given(...corrected, shortfall('a', 100), undone(['a'], 2))
    again.when(closing('a', 0)).then({ type: 'BetLost', data: { betId: 'a', marketId: 'mkt_1', at } })
    again.when(closing('a', 240)).then(paid('a', 240), repayment(240))
    again.when(closing('a', 300)).then(paid('a', 300), repayment(240))
  })
  test('takes back what was left to the account beyond that', () =>
    given(
      ...opened(100),
      staked('a', 100),
      paid('a', 40),
      spent(40),
      shortfall('a', 40),
      undone(['a']),
      paid('a', 100),
      repayment(40),
    )
      .when(undo([['a', 100]], 2))
      .then(reversal('a', 60, 100), shortfall('a', 40), undone(['a'], 2)))
})

describe('a fee that is given back', () => {
  const fee = transfer({ from: pool, to: 'house', credits: 5, reason: 'fee', ...about })
  const giveBack = (round = 1) => ({ type: 'ReturnFee', data: { fee: 5, round, subject, transferId: 'trf' }, at }) as const
  const text = 'Fee of 5 given back: Will it? The settlement was corrected.'
  const back = transfer({ from: 'house', to: pool, credits: 5, reason: 'reversal', text, ...about })

  test('goes from the house to the pool, once a reversal', () => {
    given(fee)
      .when(giveBack())
      .then(back, undone([], 1, 'house'))
    given(fee, back, undone([], 1, 'house'))
      .when(giveBack())
      .then()
  })
  test('and was never taken is not given', () => when(giveBack()).then(undone([], 1, 'house')))
  test('may be taken again', () =>
    given(fee, back, undone([], 1, 'house'))
      .when({ type: 'TakeFee', data: { fee: 3, subject, transferId: 'trf' }, at })
      .then(transfer({ from: pool, to: 'house', credits: 3, reason: 'fee', text: 'Fee of 3: Will it?', ...about })))
})

describe('a refill', () => {
  const ask = (day: string) =>
    ({
      type: 'RefillAccount',
      data: { userId: user, transferId: 'trf', below: 10, to: 200 },
      at: `${day}T00:00:00.000Z`,
    }) as const
  const text = 'Refill to 200: you had less than 10 and no open bet. Once a day.'
  const refill = (credits: number, day: string) => {
    const { type, data } = transfer({ from: 'grant', to: user, credits, reason: 'refill', text })
    return { type, data: { ...data, at: `${day}T00:00:00.000Z` } } as const
  }

  test('fills up to 200', () =>
    given(...opened(9))
      .when(ask('2026-01-02'))
      .then(refill(191, '2026-01-02')))
  test('is not for who has 10', () =>
    given(...opened(10))
      .when(ask('2026-01-02'))
      .then())
  test('is not for who has an open bet', () =>
    given(...opened(9), staked('a', 9))
      .when(ask('2026-01-02'))
      .then())
  test('is not for who has no account', () => when(ask('2026-01-02')).then())
  test('comes once a UTC day, and again on the next', () => {
    const broke = given(...opened(9), refill(191, '2026-01-02'), spent(200))
    broke.when(ask('2026-01-02')).then()
    broke.when(ask('2026-01-03')).then(refill(200, '2026-01-03'))
  })
})

describe('a gift', () => {
  const give = (credits: number) =>
    ({
      type: 'GiveCredits',
      data: { userId: user, sandboxId: 'sbx_9', title: 'It', credits, tokens: 700, transferId: 'trf' },
      at,
    }) as const
  test('moves the credits to the agent', () =>
    given(...opened(9))
      .when(give(7))
      .then({ ...spent(7), data: { ...spent(7).data, text: 'Gave 7 to the agent of “It”: 700 tokens more for its run.' } }))
  test('above the balance is refused', () =>
    given(...opened(9))
      .when(give(10))
      .rejects('insufficient-credits'))
  test('without an account is refused', () => when(give(1)).rejects('no-account'))
})
