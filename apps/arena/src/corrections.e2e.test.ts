/** Over HTTP: an agent is funded while it runs, a verdict was wrong, and an operator corrects it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '@agent-arena/testing'
import { expectBooksToAddUp, joinAs } from './testing/guests.ts'
import { openDoor, thought, untilBalance, untilMarket } from './testing/sandboxes.ts'
import { startArena, type ArenaUnderTest } from './testing/start-arena.ts'

let arena: ArenaUnderTest
beforeAll(async () => void (arena = await startArena()))
afterAll(() => arena?.[Symbol.asyncDispose]())

const once = () => ({ idempotencyKey: randomUUID() })

const itemsOf = async (sandboxId: string, kind: string) =>
  (await arena.as().getFeed({ sandboxId, limit: 500 })).items.filter((item) => item.kind === kind).map(({ data }) => data)

test('a gift extends the budget of the run, and the feed tells it with the giver’s position', async () => {
  const { sandboxId, marketId, client, tell } = await openDoor(arena)
  await tell(thought(1))
  const ada = await joinAs(arena, 'Ada')
  await ada.bet(marketId, 'success', 10)
  const { tokensPerCredit } = await arena.as().getBettingRules({})
  const gift = await ada.client.giveCredits({ sandboxId, amount: 25 }, once())
  expect(gift).toMatchObject({ amount: 25, tokens: 25 * tokensPerCredit })
  expect((await arena.as().getSandbox({ sandboxId })).budget).toMatchObject({ creditsGiven: 25, tokens: gift.tokens })
  expect((await client.getSandboxConfig({ sandboxId })).budget).toMatchObject({ creditsGiven: 25 })
  await eventually(async () =>
    expect(await itemsOf(sandboxId, 'credits')).toEqual([
      {
        giftId: gift.id,
        userName: 'Ada',
        amount: 25,
        tokens: gift.tokens,
        position: [{ marketId, outcome: 'success', outcomeName: 'Succeeds', stake: 10 }],
      },
    ]),
  )
  expect((await arena.as().listBets({ marketId })).items[0]?.funded).toEqual([{ sandboxId, credits: 25 }])
  await expect(arena.operator.giveCredits({ sandboxId, amount: 1 }, once())).rejects.toMatchObject({ status: 403 })
  await expectBooksToAddUp(arena, 10)
  await arena.operator.cancelSandbox({ sandboxId, reason: 'a test' })
  await untilBalance(ada.balance, 975)
})

test('a wrong verdict is corrected: the market, the balances, the feed and the record tell it', async () => {
  const { sandboxId, marketId, client, tell } = await openDoor(arena)
  const [believer, doubter] = await Promise.all([joinAs(arena, 'Believer'), joinAs(arena, 'Doubter')])
  await Promise.all([believer.bet(marketId, 'success', 30), doubter.bet(marketId, 'failure', 20)])
  await tell(thought(1))
  await client.completeSandbox({ sandboxId, outcome: 'succeeded' })
  await arena.operator.giveVerdict({ sandboxId, verdict: 'success', reason: 'It looked right.' })
  await untilMarket(arena, marketId, 'settled')
  await untilBalance(believer.balance, 1020)

  const correction = { marketId, winners: ['failure'], reason: 'It was the wrong colour.' }
  await expect(believer.client.reverseSettlement(correction, once())).rejects.toMatchObject({ status: 403 })
  const key = once()
  const answers = await Promise.all(Array.from({ length: 20 }, () => arena.operator.reverseSettlement(correction, key)))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  await untilBalance(believer.balance, 970)
  await untilBalance(doubter.balance, 1030)
  await expectBooksToAddUp(arena)

  expect((await arena.as().getMarket({ marketId })).result).toEqual({
    winners: ['failure'],
    text: 'It failed. Corrected by an operator: It was the wrong colour.',
  })
  expect(await arena.as().getSettlement({ marketId })).toMatchObject({
    outcome: 'failure',
    reversals: [{ round: 1, winners: ['success'], reason: 'It was the wrong colour.' }],
  })
  await eventually(async () =>
    expect((await itemsOf(sandboxId, 'settlement')).map(({ status }) => status)).toEqual(['settled', 'reversed', 'settled']),
  )
})

test('a name is taken once, and a guest without one gets a free one', async () => {
  await arena.as().startSession({ name: 'Grace' })
  await expect(arena.as().startSession({ name: 'GRACE' })).rejects.toMatchObject({ status: 409, reason: 'name-taken' })
  await expect(arena.as().startSession({ name: 'Operator' })).rejects.toMatchObject({ status: 422, reason: 'name-reserved' })
  expect((await arena.as().startSession({})).user.name).toMatch(/\w+ \w+ \d+/)
})

test('once a match is scheduled, the names of its contestants are kept from the audience', async () => {
  const contestants = ['Red Baron', 'Snoopy'].map((name) => ({ name, agent: { kind: 'external' } as const }))
  const goal = { text: 'Shoot the other one down.' }
  const match = await arena.operator.createMatch({ title: 'A dogfight', goal, contestants, timeLimitSeconds: 600 })
  for (const name of ['Red Baron', 'SNOOPY'])
    await expect(arena.as().startSession({ name })).rejects.toMatchObject({ status: 422, reason: 'name-reserved' })
  await arena.operator.cancelMatch({ matchId: match.id, reason: 'a test' })
})
