/** A large market is settled, corrected and settled anew, and the process that pays is killed in every single batch of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { reconcileBooks, reverseSettlement, serviceContext } from '@agent-arena/contracts'
import { ended, newRun, requested, started } from '../../../services/betting/src/testing/runs.ts'
import { headsOf, untilNoLag } from '../checks/lag.ts'
import { checkPayouts } from '../checks/payouts.ts'
import { none, Violation } from '../checks/violation.ts'
import { batchesIn, PayoutGate, type Doing, type Hit, type Plan } from '../rig/payout-gate.ts'
import { moments } from '../rig/postgres-proxy.ts'
import type { Rig } from '../rig/rig.ts'
import { proof, tryHouse } from '../proof.ts'

const HEAL_MS = 30_000
/** For a batch: the process starts again, reads the market and its accounts, and pays. */
const BATCH_MS = 30_000
const LOOK_EVERY_MS = 100
const TIME_LIMIT_SECONDS = 80_000

const readBettors = `
  select data ->> 'userId' as id from events where stream = $1 and type = 'BetPlaced' group by 1 order by min(version)`

const readVerdicts = `
  select coalesce(max(position), 0)::int as last from events where stream = $1 and type in ('MarketSettled', 'MarketVoided')`

const readPaidUpTo = `select position::int from checkpoints where reader = 'reaction pay-bets-when-market-is-over'`

const openMarket = async (rig: Rig) => {
  const run = newRun()
  const timing = { timeLimitSeconds: TIME_LIMIT_SECONDS }
  await rig.sandbox.tell(requested(run, timing), started(run, new Date().toISOString(), TIME_LIMIT_SECONDS))
  await untilNoLag(rig, HEAL_MS, { heads: await headsOf(rig.pools), streams: false })
  return run
}

/** The position of the verdict, once there is one that the plan did not know. */
const verdictAfter = async ({ pools }: Rig, { marketId, since }: Plan): Promise<number> => {
  for (const end = performance.now() + HEAL_MS; ; await sleep(LOOK_EVERY_MS)) {
    const { rows } = await pools.betting.query<{ last: number }>(readVerdicts, [`market-${marketId}`])
    const last = rows[0]?.last ?? 0
    if (last > since) return last
    if (performance.now() > end) throw new Violation('I9', `no verdict reached the market ${marketId}`)
  }
}

const untilPaid = async ({ pools }: Rig, position: number, withinMs: number): Promise<void> => {
  for (const end = performance.now() + withinMs; ; await sleep(LOOK_EVERY_MS)) {
    const { rows } = await pools.betting.query<{ position: number }>(readPaidUpTo)
    if ((rows[0]?.position ?? 0) >= position) return
    if (performance.now() > end) throw new Violation('I9', `the payouts did not end within ${withinMs / 1000} s`)
  }
}

const requireAll = (plan: Plan, hits: readonly Hit[]) => {
  for (const doing of plan.doings) {
    const struck = new Set(hits.filter((hit) => hit.doing === doing).map(({ batch }) => batch))
    const missed = Array.from({ length: batchesIn(plan) }, (_, batch) => batch).filter((batch) => !struck.has(batch))
    none('The proof', `batches in which nobody was killed while ${doing}`, missed)
  }
}

const requireSound = async ({ bus }: Rig) => {
  const { differences } = await bus.request(reconcileBooks, {}, serviceContext('gateway'))
  none('I6', 'differences between the books and the log', differences)
}

const countsOf = (hits: readonly Hit[]): Readonly<Record<string, number>> => ({
  kills: hits.length,
  'kills before the batch was in the log': hits.filter(({ isDurable }) => !isDurable).length,
  'kills after the batch was in the log': hits.filter(({ isDurable }) => isDurable).length,
  ...Object.fromEntries(
    moments.map((moment) => [`kills with the append ${moment}`, hits.filter((hit) => hit.moment === moment).length]),
  ),
})

const openPlan = async ({ pools }: Rig, marketId: string, doings: readonly Doing[]): Promise<Plan> => {
  const { rows } = await pools.betting.query<{ id: string }>(readBettors, [`market-${marketId}`])
  const { betting: since } = await headsOf(pools)
  return { marketId, doings, since, bettors: rows.map(({ id }) => id) }
}

/** A verdict is told, and who pays for it is killed in each batch of each of its doings. */
const killPayer = async (rig: Rig, gate: PayoutGate, plan: Plan, decide: () => Promise<unknown>): Promise<readonly Hit[]> => {
  const [writer] = rig.writers
  if (!writer) throw new Error('There is a process that writes.')
  gate.begin(plan, { pool: rig.pools.betting, writer, random: rig.random, say: rig.say })
  await decide()
  const verdict = await verdictAfter(rig, plan)
  await untilPaid(rig, verdict, plan.doings.length * batchesIn(plan) * BATCH_MS)
  const hits = await gate.end()
  requireAll(plan, hits)
  await rig.load.answers(1) // somebody is there again
  return hits
}

const reverse = ({ bus }: Rig, marketId: string) => {
  const caller = { kind: 'operator', id: 'operator', name: 'operator' } as const
  const context = { ...serviceContext('gateway', { idempotencyKey: crypto.randomUUID() }), caller }
  return bus.request(reverseSettlement, { marketId, winners: ['failure'], reason: 'The verdict was wrong.' }, context)
}

type PayoutCounts = Readonly<Record<'bettors' | 'betsEach' | 'clients', number>>

const harm = async (rig: Rig, gate: PayoutGate, { bettors, betsEach }: PayoutCounts) => {
  const run = await openMarket(rig)
  const marketId = run.markets.success
  await rig.load.crowd({ marketId, bettors, betsEach })
  rig.say(`${bettors * betsEach} bets stand`)
  const settling = await openPlan(rig, marketId, ['paying'])
  const first = await killPayer(rig, gate, settling, () => rig.sandbox.tell(ended(run, 'success')))
  await checkPayouts(rig.pools.betting, marketId, 1)
  const correcting = await openPlan(rig, marketId, ['taking back', 'paying'])
  const second = await killPayer(rig, gate, correcting, () => reverse(rig, marketId))
  const { credits, ...closings } = await checkPayouts(rig.pools.betting, marketId, 2)
  await requireSound(rig)
  return { 'bets of the market': bettors * betsEach, 'credits paid': credits, ...closings, ...countsOf([...first, ...second]) }
}

export const payoutKills = proof({
  name: 'payout-kills',
  title: 'The process that pays is killed in every batch of a large market',
  question: 'Is anybody paid twice or forgotten when the payout of a market is cut off?',
  full: { bettors: 2000, betsEach: 5, clients: 8 },
  small: { bettors: 60, betsEach: 2, clients: 4 },
  run: async (counts, stage) => {
    const gate = new PayoutGate()
    try {
      const { clients } = counts
      const writersDatabase = (databaseUrl: string) => gate.open(databaseUrl)
      // The other markets stay open: their payouts would wait in line behind the large one.
      const runs = { open: 6, change: false }
      return await tryHouse(stage, { clients, runs, writersDatabase, harm: (rig) => harm(rig, gate, counts) })
    } finally {
      gate.stop()
    }
  },
})
