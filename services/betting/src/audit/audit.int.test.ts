/** The audit on a real database: right books are right, what differs is told, and only the market that it is in stops paying. */
import { reconcileBooks } from '@agent-arena/contracts'
import { Metrics, silentLogger, type Logger } from '@agent-arena/service-kit'
import { eventually } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AuditedHouse } from '../testing/audited-house.ts'
import { ended } from '../testing/runs.ts'
import { Auditor, type AuditorOptions } from './auditor.ts'
import { reconcile } from './reconcile.ts'

const audited = new AuditedHouse()

test('books are right while bets stand, are paid, and are refunded', async () => {
  const [won, void_] = [await audited.openRun(), await audited.openRun()]
  expect(await audited.found()).toEqual([])
  await audited.house.tell(ended(won, 'success'))
  await audited.house.tell(ended(void_, 'void'))
  expect(await audited.house.ask(reconcileBooks, {})).toMatchObject({ total: 0, markets: 2, bets: 4, differences: [] })
  expect(await audited.house.balance(audited.ada)).toBe(1000 + 57)
})

test('a pool that lost a credit is found; its market pays nothing, others go on, and it pays once that is mended', async () => {
  const [bad, good] = [await audited.openRun(), await audited.openRun()]
  const marketId = bad.markets.success
  const change = (by: number) =>
    audited.pool.query('update accounts set balance = balance + $2 where id = $1', [`pool:${marketId}`, by])
  await change(-1)
  expect(await audited.found()).toEqual([
    { kind: 'total', id: 'all', expected: 0, found: -1, text: 'All accounts together hold -1, and should hold 0.' },
    {
      kind: 'balance',
      id: `pool:${marketId}`,
      marketId,
      expected: 100,
      found: 99,
      text: `The pool of the market ${marketId} shows 99; its movements make 100.`,
    },
  ])

  await audited.house.tell(ended(bad, 'success'))
  await audited.untilParked(marketId)
  expect((await audited.parked())[0]?.reason).toContain(
    `BooksDiffer: The market ${marketId} pays nothing while its books differ.`,
  )
  await audited.house.tell(ended(good, 'success'))
  await audited.untilBetsAre(good.markets.success, 'won', 'lost')
  await audited.untilBetsAre(marketId, 'open', 'open')

  await change(+1)
  await audited.pool.query('update dead_letters set retry_at = clock_timestamp()')
  await audited.untilBetsAre(marketId, 'won', 'lost')
  expect(await audited.found()).toEqual([])
})

test('a correction whose payout was parked is no difference, and pays when it is asked for again', async () => {
  const run = await audited.openRun()
  const marketId = run.markets.success
  const change = (by: number) =>
    audited.pool.query('update accounts set balance = balance + $2 where id = $1', [`pool:${marketId}`, by])
  await audited.house.tell(ended(run, 'success'))
  await audited.untilBetsAre(marketId, 'won', 'lost')
  await change(-1)
  await audited.house.reverse(marketId, ['failure'])
  await audited.untilParked(marketId)
  await change(+1)
  expect(await audited.found()).toEqual([])
  await audited.pool.query('update dead_letters set retry_at = clock_timestamp()')
  await audited.untilBetsAre(marketId, 'lost', 'won')
  expect(await audited.found()).toEqual([])
})

test('a stake that is changed in the list of bets stops its market', async () => {
  const run = await audited.openRun()
  await audited.pool.query("update bets set stake = stake + 5 where outcome = 'success'")
  expect(await audited.found()).toMatchObject([{ kind: 'bets', marketId: run.markets.success, expected: 40, found: 45 }])
  await audited.house.tell(ended(run, 'failure'))
  await audited.untilParked(run.markets.success)
})

test('what is changed while a market pays is found when it has paid, and its payout is parked', async () => {
  const run = await audited.openRun()
  await audited.pool.query(`create function greedy() returns trigger language plpgsql as
      $$ begin if new.status = 'won' then new.payout := new.payout + 1; end if; return new; end $$;
    create trigger greedy before update on bets for each row execute function greedy()`)
  await audited.house.tell(ended(run, 'success'))
  await audited.untilParked(run.markets.success)
  expect((await audited.parked())[0]?.reason).toContain('is won with 97 by its movements, and shown as won with 98')
})

const auditorWith = (more: Partial<AuditorOptions>) =>
  new Auditor({
    db: audited.pool,
    logger: silentLogger(),
    metrics: new Metrics(),
    viewsCurrent: () => Promise.resolve(),
    ...more,
  })

test('who asks while the books are looked at waits for the next look, and all who wait share it', async () => {
  let looks = 0
  const auditor = auditorWith({ viewsCurrent: () => Promise.resolve(void looks++) })
  const first = auditor.reconcile()
  await nextTurn()
  expect(looks).toBe(1)
  const others = Array.from({ length: 5 }, () => auditor.reconcile())
  expect(new Set(await Promise.all([first, ...others])).size).toBe(2)
  expect(looks).toBe(2)
  await auditor.reconcile()
  expect(looks).toBe(3)
})

test('the books are looked at by themselves when the service starts', async () => {
  const run = await audited.openRun()
  await audited.pool.query('update accounts set balance = balance - 1 where id = $1', [`pool:${run.markets.success}`])
  await audited.house.stop()
  await audited.house.start()
  const told = () => audited.house.metrics.registry.getSingleMetricAsString('arena_audit_differences')
  await eventually(async () => expect(await told()).toContain('arena_audit_differences 2'), { timeoutMs: 20_000 })
})

test('what differs is told to the log and to Prometheus', async () => {
  const run = await audited.openRun()
  await audited.pool.query('update accounts set balance = balance - 1 where id = $1', [`pool:${run.markets.success}`])
  const [errors, gauge]: [unknown[], number[]] = [[], []]
  const auditor = auditorWith({
    logger: { error: (told: unknown) => errors.push(told) } as unknown as Logger,
    metrics: { gauge: () => ({ set: (value: number) => gauge.push(value) }) } as unknown as Metrics,
  })
  await auditor.reconcile()
  expect(errors).toMatchObject([{ difference: { kind: 'total' } }, { difference: { kind: 'balance' } }])
  expect(gauge).toEqual([2])
})

test('bets that come while it looks are no difference', async () => {
  const run = await audited.openRun()
  const over = new AbortController()
  const betting = (async () => {
    while (!over.signal.aborted) await audited.house.bet(audited.ada, run.markets.success, 'success', 1)
  })()
  for (let look = 0; look < 10; look++) expect((await reconcile(audited.pool)).differences).toEqual([])
  over.abort()
  await betting
})
