/** What the feed tells of markets. */
import { newId, NOBODY, type Fact, type Stored } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { bet, locked, opened, settled } from '../testing/facts.ts'
import { followMarket, giftItems } from './market-items.ts'
import type { NewItem } from './new-item.ts'
import type { BettingEvent, WatchedMarket } from './watched-market.ts'

const [first, second, marketId] = [newId('sandbox'), newId('sandbox'), newId('market')]
const START_MS = Date.parse('2026-11-20T12:00:00.000Z')

const happening = (fact: Fact, afterMs: number, position: number): Stored<never> & BettingEvent =>
  ({
    ...fact,
    id: crypto.randomUUID(),
    meta: { actor: 'service:betting', correlationId: 'test' },
    stream: marketId,
    version: position,
    position,
    at: new Date(START_MS + afterMs).toISOString(),
  }) as never

/** Items by the facts and the milliseconds after the start at which they happened. */
const shown = (...facts: readonly (readonly [Fact, number])[]): readonly NewItem[] => {
  let market: WatchedMarket | null = null
  return facts.flatMap(([fact, afterMs], index) => {
    const event = happening(fact, afterMs, index + 1)
    const followed = followMarket(market, event)
    market = followed.market
    return [...giftItems(event), ...followed.items]
  })
}

const kinds = (items: readonly NewItem[]) => items.map(({ kind }) => kind)

test('a bet is shown with its name and weight, and the odds after it', () => {
  const [betItem, oddsItem] = shown([opened(marketId, [first]), 0], [bet(marketId, 'success', 10), 10])
  expect(betItem).toMatchObject({
    sandboxId: first,
    kind: 'bet',
    data: { outcomeName: 'Name of success', stake: 10, userName: 'Ada' },
  })
  expect(oddsItem).toMatchObject({ kind: 'odds', data: { marketId, marketKind: 'success', pool: 10 } })
})

test('odds come at most once a second, and what fell into the pause comes with a later event', () => {
  const market = opened(marketId, [first])
  const items = shown(
    [market, 0],
    [bet(marketId, 'success', 1), 10],
    [bet(marketId, 'success', 1), 500],
    [bet(marketId, 'failure', 2), 1009],
    [{ type: 'MarketProgressed', data: { marketId, progress: 10, at: '' } }, 1010],
  )
  expect(kinds(items)).toEqual(['bet', 'odds', 'bet', 'bet', 'odds'])
  expect(items.at(-1)?.data).toMatchObject({ pool: 4 })
})

test('the lock tells the odds, of the final pools', () => {
  const items = shown(
    [opened(marketId, [first]), 0],
    [bet(marketId, 'success', 5), 10],
    [bet(marketId, 'failure', 5), 20],
    [locked(marketId, 5), 30],
  )
  expect(kinds(items)).toEqual(['bet', 'odds', 'bet', 'lock', 'odds'])
  expect(items.at(-1)?.data).toMatchObject({ pool: 5 })
})

test('odds are those of one more credit, and at the lock what each outcome will pay', () => {
  const bets = [bet(marketId, 'success', 30, 5_000), bet(marketId, 'failure', 10)] as const
  const pools = [
    { outcome: 'success', stake: 30, shares: '150000' },
    { outcome: 'failure', stake: 10, shares: '100000' },
  ]
  const lock = locked(marketId, 0)
  const items = shown(
    [opened(marketId, [first]), 0],
    [bets[0], 10],
    [bets[1], 2000],
    [{ ...lock, data: { ...lock.data, pools } }, 3000],
  )
  const [, before, atLock] = items.filter(({ kind }) => kind === 'odds')
  expect(before?.data).toMatchObject({ outcomes: [{ multiplier: 1 + 10 / 16 }, { multiplier: 1 + 30 / 11 }] })
  expect(before?.data).not.toHaveProperty('final')
  expect(atLock?.data).toMatchObject({ final: true, outcomes: [{ multiplier: 1 + 10 / 30 }, { multiplier: 1 + 30 / 10 }] })
})

test('the lock of a voided market tells no odds', () => {
  const lock = locked(marketId, 5)
  const voided = { ...lock, data: { ...lock.data, cause: 'voided' } } as const
  expect(kinds(shown([opened(marketId, [first]), 0], [bet(marketId, 'success', 5), 10], [voided, 2000]))).toEqual([
    'bet',
    'odds',
    'lock',
  ])
})

test('a bet on a contestant is on its feed alone, a bet on nobody on all, and so are odds, lock and settlement', () => {
  const items = shown(
    [opened(marketId, [first, second], 'winner'), 0],
    [bet(marketId, second, 5), 10],
    [bet(marketId, NOBODY, 5), 20],
    [locked(marketId, 10), 30],
    [settled(marketId, [second]), 40],
  )
  const feedsOf = (kind: string) => items.filter((item) => item.kind === kind).map(({ sandboxId }) => sandboxId)
  expect(feedsOf('bet')).toEqual([second, first, second])
  expect(feedsOf('lock')).toEqual([first, second])
  expect(feedsOf('odds')).toEqual([first, second, first, second])
  expect(feedsOf('settlement')).toEqual([first, second])
})

test('a voided market is told with its cause', () => {
  const items = shown(
    [opened(marketId, [first]), 0],
    [{ type: 'MarketVoided', data: { marketId, cause: 'The run was cancelled.', voidedAt: '' } }, 10],
  )
  expect(items).toEqual([
    expect.objectContaining({
      kind: 'settlement',
      data: { marketId, marketKind: 'success', status: 'voided', winners: [], text: 'The run was cancelled.', fee: 0 },
    }),
  ])
})

test('what betting does with accounts is not shown', () => {
  expect(shown([{ type: 'CreditsTransferred', data: { marketId } }, 0])).toEqual([])
})

test('a gift is shown on the feed of its sandbox, with what the giver has staked on the run', () => {
  const position = [{ marketId, outcome: 'success', outcomeName: 'Succeeds', stake: 10 }]
  const gift = {
    giftId: newId('gift'),
    sandboxId: first,
    userId: newId('user'),
    userName: 'Ada',
    credits: 5,
    tokens: 500,
    at: '',
  }
  const given = (staked: typeof position) =>
    ({ type: 'CreditsGiven', data: { ...gift, markets: { success: marketId }, position: staked } }) as const
  const data = { giftId: gift.giftId, userName: 'Ada', amount: 5, tokens: 500 }
  expect(shown([given(position), 0], [given([]), 10])).toEqual([
    { sandboxId: first, kind: 'credits', data: { ...data, position } },
    { sandboxId: first, kind: 'credits', data },
  ])
})

test('a gift that went back is shown so', () => {
  const gift = { giftId: newId('gift'), sandboxId: first, userId: newId('user'), userName: 'Ada', credits: 5, at: '' }
  expect(shown([{ type: 'CreditsReturned', data: gift }, 0])).toEqual([
    { sandboxId: first, kind: 'credits', data: { giftId: gift.giftId, userName: 'Ada', amount: 5, returned: true } },
  ])
})

test('a bet is shown with what its bettor gave to agents of the market, and they have kept', () => {
  const [ada, bo] = [newId('user'), newId('user')]
  const gift = (userId: string, sandboxId: string, credits: number) => ({
    giftId: newId('gift'),
    sandboxId,
    userId,
    userName: 'Ada',
    credits,
    markets: { success: newId('market'), winner: marketId },
    at: '',
  })
  const given = (...of: Parameters<typeof gift>): Fact => ({
    type: 'CreditsGiven',
    data: { ...gift(...of), tokens: 500, position: [] },
  })
  const returned = (...of: Parameters<typeof gift>): Fact => ({ type: 'CreditsReturned', data: gift(...of) })
  const placed = (userId: string): Fact => {
    const { type, data } = bet(marketId, second, 5)
    return { type, data: { ...data, userId } }
  }
  const facts = [
    opened(marketId, [first, second], 'winner'),
    placed(ada),
    given(ada, second, 20),
    given(ada, second, 5),
    given(ada, first, 7),
    given(bo, first, 3),
    placed(ada),
    returned(ada, first, 7),
    returned(bo, first, 3),
    placed(ada),
    placed(bo),
  ]
  const bets = shown(...facts.map((fact, index) => [fact, index] as const)).filter(({ kind }) => kind === 'bet')
  expect(bets.map(({ data }) => data['funded'])).toEqual([
    undefined,
    [
      { sandboxId: second, agentName: `Name of ${second}`, credits: 25 },
      { sandboxId: first, agentName: `Name of ${first}`, credits: 7 },
    ],
    [{ sandboxId: second, agentName: `Name of ${second}`, credits: 25 }],
    undefined,
  ])
  expect(bets.map(({ data }) => 'funded' in data)).toEqual([false, true, true, false])
})

test('a settlement that is taken back is told with the words of the operator', () => {
  const reversed = { marketId, round: 1, winners: ['success'], reason: 'The check was wrong.', reversedAt: '' }
  expect(shown([opened(marketId, [first]), 0], [{ type: 'MarketReversed', data: reversed }, 10])).toMatchObject([
    {
      kind: 'settlement',
      data: { status: 'reversed', winners: ['success'], text: 'The settlement was taken back: The check was wrong.' },
    },
  ])
})
