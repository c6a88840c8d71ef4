/** Which events those who watch a market are told of. */
import type { StoredEvent } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { changedIds } from './changed-ids.ts'

const told = (type: string, stream: string): StoredEvent => ({
  id: type,
  type,
  data: { marketId: 'mkt_1' },
  meta: { actor: 'operator:1', correlationId: 'c' },
  stream,
  version: 1,
  position: 1,
  at: '2026-11-20T12:00:00.000Z',
})

test('what a market does is told to those who watch it', () =>
  expect([...changedIds([told('MarketReversed', 'market-mkt_1'), told('MarketSettled', 'market-mkt_1')])]).toEqual(['mkt_1']))

test.each(['CreditsTransferred', 'BetLost', 'SettlementUndone'])('%s of each account changes nothing that they see', (type) =>
  expect(changedIds([told(type, 'account-usr_1')]).size).toBe(0),
)
