/** Credits for agents, and what is shown of who gives them, on a real database. */
import { describe, expect, test } from '@jest/globals'
import { getBettingRules, listBets, newId, type AgentAccountFact, type Stored } from '@agent-arena/contracts'
import { PostgresEventLog } from '@agent-arena/event-store'
import { eventually, reasonsOf } from '@agent-arena/testing'
import { agentAccountOf } from './account/ledger.ts'
import { agentStream } from './agent/agent-account.ts'
import { houseOfFile } from './testing/house-of-file.ts'
import { openMatch, runningRun } from './testing/openings.ts'
import * as runs from './testing/runs.ts'

const house = houseOfFile({ tokensPerCredit: 50 })

const balanceOfAgent = (sandboxId: string) => house.balanceOf(agentAccountOf(sandboxId))

/** As the log tells them. */
const giftsOf = async (sandboxId: string) => {
  const stream = agentStream(sandboxId)
  const facts: Stored<AgentAccountFact>[] = []
  await house.onPool(async (pool) => {
    const { streams } = await new PostgresEventLog(pool).load([{ stream }])
    facts.push(...((streams.get(stream) ?? []) as readonly Stored<AgentAccountFact>[]))
  })
  return facts.flatMap(({ type, data }) => (type === 'CreditsGiven' ? [data] : []))
}

describe('credits for a running agent', () => {
  test('go from the user to the agent, and are tokens at the published rate', async () => {
    const { sandboxId } = await runningRun(house)
    const ada = await house.newUser()
    expect(await house.give(ada, sandboxId, 30)).toEqual({ id: expect.stringMatching(/^gft_/), amount: 30, tokens: 1500 })
    expect(await house.ask(getBettingRules, {})).toMatchObject({ tokensPerCredit: 50 })
    expect([await house.balance(ada), await balanceOfAgent(sandboxId)]).toEqual([970, 30])
    expect((await house.entries(ada)).items[0]).toMatchObject({
      amount: -30,
      reason: 'credits',
      sandboxId,
      text: 'Gave 30 to the agent of “Two mugs”: 1,500 tokens more for its run.',
    })
  })

  test('asked for 50 times under one key are given once; of many at once no more than there is', async () => {
    const { sandboxId } = await runningRun(house)
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    const answers = await Promise.all(Array.from({ length: 50 }, () => house.give(ada, sandboxId, 30, 'once')))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    await expect(house.give(ada, sandboxId, 31, 'once')).rejects.toMatchObject({ reason: 'key-reused' })
    const asked = await reasonsOf(Array.from({ length: 20 }, () => house.give(bob, sandboxId, 1000)))
    expect(asked.toSorted()).toEqual(['accepted', ...Array.from({ length: 19 }, () => 'insufficient-credits')])
    expect(await balanceOfAgent(sandboxId)).toBe(1030)
  })

  test('are refused before the run, after it, while it awaits its verdict, and for a rated or unknown one', async () => {
    const ada = await house.newUser()
    const [waiting, over, claimed, rated] = [runs.newRun(), runs.newRun(), runs.newRun(), runs.newRun()]
    await house.tell(runs.requested(waiting))
    for (const run of [over, claimed]) await house.tell(runs.requested(run), runs.started(run))
    await house.tell(runs.ended(over, 'failure'), runs.claimed(claimed, true))
    await house.tell(runs.requested(rated, { rated: true }), runs.started(rated))
    const refused = await reasonsOf([waiting, over, claimed, rated].map(({ sandboxId }) => house.give(ada, sandboxId, 1)))
    expect(refused).toEqual(['not-running', 'not-running', 'not-running', 'rated-run'])
    await expect(house.give(ada, newId('sandbox'), 1)).rejects.toMatchObject({ reason: 'not-found' })
    await expect(house.give(ada, over.sandboxId, 0)).rejects.toMatchObject({ reason: 'malformed' })
    expect(await house.balance(ada)).toBe(1000)
  })

  test('stay with the agent when its run is over', async () => {
    const run = await runningRun(house)
    await house.give(await house.newUser(), run.sandboxId, 30)
    await house.tell(runs.ended(run, 'void'))
    expect(await balanceOfAgent(run.sandboxId)).toBe(30)
  })

  test('go back, once, when the run was over before they came', async () => {
    const { sandboxId } = await runningRun(house)
    const ada = await house.newUser()
    const { id: giftId } = await house.give(ada, sandboxId, 30)
    await house.tell(runs.declined(sandboxId, giftId))
    await house.tell(runs.declined(sandboxId, giftId))
    await eventually(async () => expect([await house.balance(ada), await balanceOfAgent(sandboxId)]).toEqual([1000, 0]))
    const { items } = await house.entries(ada)
    expect(items.slice(0, 2)).toMatchObject([
      { amount: 30, reason: 'credits', text: '30 back from the agent of “Two mugs”: its run was over before they came.' },
      { amount: -30 },
    ])
    await house.bet(ada, (await runningRun(house)).markets.success, 'success', 1000)
    expect(await house.balance(ada)).toBe(0)
  })
})

describe('who funds an agent that it has bet on', () => {
  test('is shown so beside its bets, whichever came first', async () => {
    const { sandboxId, markets } = await runningRun(house)
    const [ada, bob, cy] = [await house.newUser('Ada'), await house.newUser('Bob'), await house.newUser('Cy')]
    await house.bet(ada, markets.success, 'success', 10)
    await house.give(ada, sandboxId, 3)
    await house.give(ada, sandboxId, 4)
    await house.give(bob, sandboxId, 5)
    await house.bet(bob, markets.success, 'failure', 10)
    await house.bet(cy, markets.success, 'failure', 10)
    const { items } = await house.ask(listBets, { marketId: markets.success })
    expect(items.map(({ userName, funded }) => [userName, funded])).toEqual([
      ['Ada', [{ sandboxId, credits: 7 }]],
      ['Bob', [{ sandboxId, credits: 5 }]],
      ['Cy', undefined],
    ])
  })

  test('is shown with what the agent kept', async () => {
    const { marketId, first } = await openMatch(house)
    const [ada, bob] = [await house.newUser('Ada'), await house.newUser('Bob')]
    await house.tell(runs.started(first))
    for (const user of [ada, bob]) await house.bet(user, marketId, first.sandboxId, 10)
    await house.give(ada, first.sandboxId, 3)
    const late = [await house.give(ada, first.sandboxId, 4), await house.give(bob, first.sandboxId, 5)]
    await house.tell(...late.map(({ id }) => runs.declined(first.sandboxId, id)))
    await eventually(async () => expect([await house.balance(ada), await house.balance(bob)]).toEqual([987, 990]))
    const { items } = await house.betsOf(marketId)
    expect(items.map(({ funded }) => funded)).toEqual([[{ sandboxId: first.sandboxId, credits: 3 }], undefined])
  })

  test('is shown so on the market of the match too', async () => {
    const { marketId, first } = await openMatch(house)
    const ada = await house.newUser('Ada')
    await house.bet(ada, marketId, first.sandboxId, 10)
    await house.tell(runs.started(first))
    await house.give(ada, first.sandboxId, 3)
    const { items } = await house.betsOf(marketId)
    expect(items.map(({ funded }) => funded)).toEqual([[{ sandboxId: first.sandboxId, credits: 3 }]])
  })

  test('has the gift told with what it has staked on the run and on its match', async () => {
    const { marketId, first, second } = await openMatch(house)
    const ada = await house.newUser('Ada')
    await house.bet(ada, first.markets.success, 'failure', 10)
    await house.bet(ada, marketId, second.sandboxId, 20)
    await house.bet(ada, marketId, second.sandboxId, 5)
    await house.tell(runs.started(first))
    await house.give(ada, first.sandboxId, 3)
    expect((await giftsOf(first.sandboxId)).map(({ position }) => position)).toEqual([
      [
        { marketId: first.markets.success, outcome: 'failure', outcomeName: 'Fails', stake: 10 },
        { marketId, outcome: second.sandboxId, outcomeName: 'Planner', stake: 25 },
      ],
    ])
  })
})
