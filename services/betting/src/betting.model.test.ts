/** Random histories of users, bets, runs and broken payouts: the books balance after every step, and in the end everybody is paid. */
import { expect, test } from '@jest/globals'
import { isRejection, serviceContext, type BettingFact, type Stored } from '@agent-arena/contracts'
import { MemoryEventLog, type StreamAppend, type AppendOptions } from '@agent-arena/event-store'
import * as fc from 'fast-check'
import { createAccountWriter } from './account/account.writer.ts'
import { accountKindOf } from './account/ledger.ts'
import { defaultBettingConfig } from './betting.config.ts'
import { createMarketWriter, type MarketTask } from './market/market.writer.ts'
import { createPayer } from './payout/payer.ts'
import { open, second } from './testing/market-facts.ts'

class Stopped extends Error {}

/** A log that breaks off: the n-th append from now fails, as if the process had stopped before it. */
class FragileLog extends MemoryEventLog {
  breakAt = Infinity
  override append(appends: readonly StreamAppend[], options: AppendOptions) {
    if (--this.breakAt <= 0) {
      this.breakAt = Infinity
      return Promise.reject(new Stopped('The process stopped.'))
    }
    return super.append(appends, options)
  }
}

const users = ['usr_a', 'usr_b', 'usr_c'] as const
const markets = ['mkt_1', 'mkt_2'] as const
/** A new one for each command, because each has its own deadline. */
const inTime = () => serviceContext('betting')

const playing = () => {
  let seconds = -30
  const log = new FragileLog(() => new Date(second(seconds)))
  const writer = createMarketWriter(log, defaultBettingConfig)
  const accounts = createAccountWriter(log, { ...defaultBettingConfig, grantCredits: 100 })
  const step = (task: MarketTask) => writer.step(task, inTime())
  const bet = (id: string, marketId: string, outcome: string, stake: number) =>
    writer.placeBet({ marketId, outcome, stake }, { id, name: id }, inTime()).catch((error: unknown) => {
      if (!isRejection(error)) throw error
    })
  const wait = (by: number) => void (seconds += by)
  const now = () => second(seconds)
  return { log, step, bet, accounts, payer: createPayer(log), wait, now }
}

type Play = ReturnType<typeof playing>
type Action = (play: Play) => Promise<unknown>

const marketId = fc.constantFrom(...markets)
const outcome = fc.constantFrom('success', 'failure')

const anyBet = fc
  .tuple(fc.constantFrom(...users), marketId, outcome, fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 120 })))
  .map(
    ([id, market, side, stake]): Action =>
      (play) =>
        play.bet(id, market, side, stake),
  )

const anyStep = fc
  .tuple(marketId, outcome, fc.integer({ min: 0, max: 95 }), fc.nat({ max: 40 }), fc.nat({ max: 5 }))
  .map(([id, side, progress, ago, kind]): Action => async ({ step, now }) => {
    const evidenceAt = new Date(Date.parse(now()) - ago * 1000).toISOString()
    const data = { marketId: id }
    const steps: readonly MarketTask[] = [
      { type: 'StartMarket', data: { ...data, startedAt: now(), timeLimitSeconds: 100 } },
      { type: 'NoteProgress', data: { ...data, progress, evidenceAt } },
      { type: 'LockMarketByTime', data },
      { type: 'CloseOutcome', data: { ...data, outcome: side } },
      { type: 'SettleMarket', data: { ...data, winners: [side], evidenceAt } },
      { type: 'VoidMarket', data: { ...data, cause: 'The sandbox was lost.' } },
    ]
    const task = steps[kind]
    if (task) await step(task)
  })

const payOut = (play: Play, id: string) => play.payer.payOut(id, inTime())

/** Nothing else may go wrong than that the market is not there yet, or that the log broke off. */
const orBroken = (fault: unknown) => {
  if (!(isRejection(fault) && fault.reason === 'not-found') && !(fault instanceof Stopped)) throw fault
}

const anyPayout = fc.tuple(marketId, fc.nat({ max: 3 })).map(([id, breakAt]): Action => async (play) => {
  play.log.breakAt = breakAt === 0 ? Infinity : breakAt
  await payOut(play, id).catch(orBroken)
  play.log.breakAt = Infinity
})

const anyWait = fc.nat({ max: 30 }).map(
  (by): Action =>
    (play) =>
      Promise.resolve(play.wait(by)),
)
const anyOpening = fc.constantFrom(...users).map(
  (userId): Action =>
    (play) =>
      play.accounts.open({ userId, name: userId }, inTime()),
)
const anyAction = fc.oneof({ weight: 5, arbitrary: anyBet }, { weight: 3, arbitrary: anyStep }, anyPayout, anyWait, anyOpening)

const balancesOf = async ({ log }: Play) => {
  const events = (await log.readAll(0, 100_000)) as readonly Stored<BettingFact>[]
  const balances = new Map<string, number>()
  const add = (account: string, credits: number) => balances.set(account, (balances.get(account) ?? 0) + credits)
  for (const { type, data } of events) {
    if (type !== 'CreditsTransferred') continue
    add(data.from, -data.credits)
    add(data.to, data.credits)
  }
  return balances
}

const expectBalanced = async (play: Play) => {
  const balances = await balancesOf(play)
  expect([...balances.values()].reduce((sum, credits) => sum + credits, 0)).toBe(0)
  for (const [account, credits] of balances) if (account !== 'grant') expect(credits).toBeGreaterThanOrEqual(0)
  return balances
}

test('the books balance through any history, and every credit comes home', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAction, { minLength: 5, maxLength: 60, size: 'max' }), async (actions) => {
      const play = playing()
      for (const id of markets) await play.step({ ...open({ marketId: id, feeBps: id === 'mkt_2' ? 1000 : 0 }) })
      for (const userId of users) await play.accounts.open({ userId, name: userId }, inTime())
      for (const action of actions) {
        await action(play)
        await expectBalanced(play)
      }
      for (const id of markets) {
        await play.step({ type: 'VoidMarket', data: { marketId: id, cause: 'The end.' } })
        await payOut(play, id)
        await payOut(play, id)
      }
      const balances = await expectBalanced(play)
      for (const [account, credits] of balances) if (accountKindOf(account) === 'pool') expect(credits).toBe(0)
    }),
    { numRuns: 150 },
  )
})
