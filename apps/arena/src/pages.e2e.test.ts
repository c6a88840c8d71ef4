/** The pages in a real browser: credits for an agent, an operator's decisions, and the books. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { focused, joinOnPage, openBrowser, openPage, overflowOf, signInOnPage } from './testing/browser.ts'
import { joinAs } from './testing/guests.ts'
import { openDoor, thought, untilBalance, untilMarket, untilSandbox } from './testing/sandboxes.ts'
import { OPERATOR_TOKEN, startArena, type ArenaUnderTest } from './testing/start-arena.ts'

let arena: ArenaUnderTest
let browser: Browser
let page: Page
beforeAll(async () => {
  arena = await startArena()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await arena?.[Symbol.asyncDispose]()
})
beforeEach(async () => void (page = await openPage(browser, arena.url)))
afterEach(() => page.context().close())

const seen = (text: string | RegExp) => page.getByText(text).first().waitFor()

test('a stranger gives credits to a running agent, and who bets on it too is marked', async () => {
  const { sandboxId, marketId, tell } = await openDoor(arena)
  await tell(thought(1))
  const ada = await joinAs(arena, 'Ada')
  await ada.bet(marketId, 'success', 10)
  await ada.client.giveCredits({ sandboxId, amount: 25 }, { idempotencyKey: 'a-gift-of-ada' })

  await page.goto(`/sandboxes/${sandboxId}`)
  const form = page.getByRole('form', { name: 'Give credits' })
  await form.getByRole('button', { name: '50', exact: true }).click()
  await form.getByText('50 cr buy 5,000 tokens for its budget.').waitFor()
  await form.getByRole('button', { name: 'Give 50 cr' }).click()
  await joinOnPage(page, 'Grace')
  await seen('Given: 50 cr buy 5,000 tokens. Thank you.')
  await seen('75 cr given')
  const givers = page.getByRole('region', { name: 'Who gave' })
  await givers.getByText('Grace').waitFor()
  await givers.getByText('has bet 10 cr on Succeeds').waitFor()
  await form.getByLabel('Amount').fill('951')
  await form.getByText('You have 950 cr.').waitFor()

  await page.getByText('All bets').click()
  await seen('gave 25 cr to this agent')
  await ada.client.giveCredits({ sandboxId, amount: 5 }, { idempotencyKey: 'another-gift-of-ada' })
  await seen('gave 30 cr to this agent')
  await (await joinAs(arena, 'Bo')).bet(marketId, 'failure', 7)
  await seen('Bo on Fails')
  expect(await page.getByText('Ada on Succeeds').count()).toBe(1)
  await seen('80 cr given')
  expect(await overflowOf(page)).toBe(0)
  expect((await arena.as().getSandbox({ sandboxId })).budget).toMatchObject({ creditsGiven: 80, tokens: 8000 })
})

test('a market counts down to its lock once its run has begun', async () => {
  const { sandboxId, tell } = await openDoor(arena)
  await page.goto(`/sandboxes/${sandboxId}`)
  await seen('The run has not begun')
  expect(await page.getByText('Locks in').count()).toBe(0)
  await tell(thought(1))
  await seen('Locks in')
})

test('a rated run takes no credits, and its page says why', async () => {
  const { sandboxId, tell } = await openDoor(arena, { rated: true })
  await tell(thought(1))
  await page.goto(`/sandboxes/${sandboxId}`)
  await seen('This run is rated: nobody may help its agent.')
  expect(await page.getByRole('form', { name: 'Give credits' }).count()).toBe(0)
})

test('an operator gives a verdict and corrects the settlement; the browser verifies both', async () => {
  const { sandboxId, marketId, client, tell } = await openDoor(arena)
  const [believer, doubter] = await Promise.all([joinAs(arena, 'Believer'), joinAs(arena, 'Doubter')])
  await Promise.all([believer.bet(marketId, 'success', 30), doubter.bet(marketId, 'failure', 20)])
  await tell(thought(1))
  await client.completeSandbox({ sandboxId, outcome: 'succeeded' })
  await untilSandbox(arena, sandboxId, 'awaiting-verdict')

  await signInOnPage(page, OPERATOR_TOKEN)
  await page.getByRole('link', { name: 'An agent of its owner’s' }).click()
  await page.waitForURL(`**/sandboxes/${sandboxId}`)
  await seen('Betting is closed. The run has ended and awaits its verdict.')
  await page.getByText('Give the verdict').click()
  const verdict = page.getByRole('group', { name: 'Give the verdict' })
  await verdict.getByRole('button', { name: 'Give this verdict' }).click()
  await verdict.getByRole('alert').filter({ hasText: 'Choose whether it succeeded.' }).waitFor()
  await verdict.getByRole('radio', { name: 'It succeeded' }).check()
  await verdict.getByLabel('Reason').fill('It looked right.')
  await verdict.getByRole('button', { name: 'Give this verdict' }).click()
  await verdict.getByRole('button', { name: 'Yes, go on' }).click()
  await untilBalance(believer.balance, 1020)
  await page.getByRole('button', { name: 'Verify this settlement' }).click()
  await seen('Verified: 2 bets, 50 credits paid, same to the credit.')

  await page.getByText('Correct this settlement').click()
  const correction = page.getByRole('group', { name: 'Correct this settlement' })
  await correction.getByText('All that was paid goes back to the pool: 1 payout, 50 cr.').waitFor()
  await correction.getByText('What somebody has spent meanwhile, the house bears. No balance falls below 0.').waitFor()
  await correction.getByRole('radio', { name: 'Fails' }).check()
  await correction.getByLabel('Reason').fill('x'.repeat(301))
  await correction.getByText('A reason has at most 300 characters: this one is 1 too long.').waitFor()
  await correction.getByLabel('Reason').fill('It was the wrong\ncolour.')
  await correction.getByRole('button', { name: 'Take back and settle anew' }).click()
  await correction.getByText('Credits of everybody who bet here move at once').waitFor()
  await correction.getByRole('button', { name: 'Yes, go on' }).click()
  await seen('Was settled for Succeeds: It was the wrong colour.')
  await untilBalance(doubter.balance, 1030)
  await untilBalance(believer.balance, 970)
  await page.getByRole('button', { name: 'Verify this settlement' }).click()
  await seen('Verified: 2 bets, 50 credits paid, same to the credit.')
  expect(await overflowOf(page)).toBe(0)
}, 90_000)

test('a spectator sees nothing of what operators decide', async () => {
  const { sandboxId, marketId, client, tell } = await openDoor(arena)
  await (await joinAs(arena, 'Ada')).bet(marketId, 'success', 10)
  await tell(thought(1))
  await client.completeSandbox({ sandboxId, outcome: 'succeeded' })
  await arena.operator.giveVerdict({ sandboxId, verdict: 'failure', reason: 'No.' })
  await untilMarket(arena, marketId, 'settled')
  await page.goto(`/sandboxes/${sandboxId}`)
  await page.getByRole('button', { name: 'Verify this settlement' }).waitFor()
  expect(await page.getByText(/Correct this settlement|For operators/).count()).toBe(0)
})

test('operations ask for the operator’s token, show the books, and forget the token when told', async () => {
  await signInOnPage(page, (await joinAs(arena, 'Ada')).token)
  await seen('This token is not an operator’s.')
  await signInOnPage(page, OPERATOR_TOKEN)
  await seen('The books are right.')
  await seen(/^Nothing (that can be seen from here )?raises an alarm\.$/) // split: the other services tell their metrics elsewhere
  expect(await focused(page)).toBe('main')
  expect(await overflowOf(page)).toBe(0)
  await page.reload()
  await seen('The books are right.')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Operator’s token').waitFor()
  expect(await focused(page)).toBe('main')
  await page.reload()
  await page.getByLabel('Operator’s token').waitFor()
})
