/** The bets of a market are read once, and then on from the last one, until those of before have changed. */
import { expect, test } from '@jest/globals'
import { QueryClient } from '@tanstack/react-query'
import type { PageAsked, PublicBet } from '@agent-arena/contracts'
import { readBets } from './bets.ts'

const betAt = (version: number, more: Partial<PublicBet> = {}) =>
  ({ id: `bet_${version}`, version, status: 'open', ...more }) as PublicBet

/** A page that shows a market whose record can change under it. */
const openRecord = async (...first: readonly PublicBet[]) => {
  let record = first
  const asked: (string | undefined)[] = []
  const list = async ({ after }: PageAsked) => {
    asked.push(after)
    return { items: record.filter(({ version }) => version > Number(after ?? 0)), next: null }
  }
  const client = new QueryClient()
  const queryKey = ['bets', 'mkt_1']
  const read = () => client.fetchQuery({ queryKey, queryFn: (context) => readBets(context, list), staleTime: Infinity })
  await read()
  return {
    asked,
    becomes: (...bets: readonly PublicBet[]) => void (record = bets),
    readOn: () => client.refetchQueries({ queryKey }),
    invalidate: () => client.invalidateQueries({ queryKey }).then(read),
    shown: () => client.getQueryData<readonly PublicBet[]>(queryKey),
  }
}

test('what is known is not read again', async () => {
  const page = await openRecord(betAt(2), betAt(5))
  page.becomes(betAt(2), betAt(5), betAt(6), betAt(9))
  await page.readOn()
  await page.readOn()
  expect(page.asked).toEqual([undefined, '5', '9'])
  expect(page.shown()?.map(({ version }) => version)).toEqual([2, 5, 6, 9])
})

test('the first bet is read on from the beginning', async () => {
  const page = await openRecord()
  page.becomes(betAt(2))
  await page.readOn()
  expect(page.shown()).toEqual([betAt(2)])
})

test('where bets of before have changed, all are read', async () => {
  const page = await openRecord(betAt(2), betAt(5))
  const marked = betAt(2, { funded: [{ sandboxId: 'sbx_1', credits: 25 }] })
  page.becomes(marked, betAt(5, { status: 'lost', payout: 0 }))
  await page.invalidate()
  expect(page.asked).toEqual([undefined, undefined])
  expect(page.shown()).toEqual([marked, betAt(5, { status: 'lost', payout: 0 })])
})
