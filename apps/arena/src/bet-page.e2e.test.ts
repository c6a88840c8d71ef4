/** A spectator bets on the page of a match, in a real browser at the width of a phone: from the quote to the sentence in the wallet. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { Match } from '@agent-arena/contracts'
import { joinOnPage, openBrowser, openPage, overflowOf } from './testing/browser.ts'
import { joinAs } from './testing/guests.ts'
import { startArena, type ArenaUnderTest } from './testing/start-arena.ts'

let arena: ArenaUnderTest
let browser: Browser
let page: Page
beforeAll(async () => {
  arena = await startArena({ env: { BETTING_FEE_BPS: '500' } })
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await arena?.[Symbol.asyncDispose]()
})
beforeEach(async () => void (page = await openPage(browser, arena.url)))
afterEach(() => page.context().close())

/** It begins long after the test, so that every bet has full weight. */
const matchToCome = () =>
  arena.operator.createMatch({
    title: 'Left against Right',
    goal: { text: 'Do what was asked.' },
    contestants: [
      { name: 'Left', agent: { kind: 'external' } },
      { name: 'Right', agent: { kind: 'external' } },
    ],
    timeLimitSeconds: 600,
    startsInSeconds: 3600,
  })

const betBefore = async ({ marketId, sandboxes: [left, right] }: Match) => {
  const [ada, bo] = await Promise.all([joinAs(arena, 'Ada'), joinAs(arena, 'Bo')])
  await ada.bet(marketId, left?.id ?? '', 40)
  await bo.bet(marketId, right?.id ?? '', 60)
}

const slip = () => page.getByRole('form', { name: 'Bet slip' })

/** What a line of the quote says. */
const quoted = (name: string) => slip().locator('.quote-row', { hasText: name }).locator('dd')

const fillSlip = async () => {
  await slip().getByRole('radio', { name: 'Left' }).check()
  await slip().getByRole('textbox', { name: 'Stake' }).fill('20')
}

const factorOf = async (name: string) => Number((await quoted(name).textContent())?.replace('×', ''))

test('the slip quotes a stake now, after itself and at worst, and says what the house takes', async () => {
  const match = await matchToCome()
  await betBefore(match)
  await page.goto(`/matches/${match.id}`)
  await fillSlip()
  await quoted('Pays now').getByText('×2.39').waitFor()
  await quoted('After your stake').getByText('×1.95').waitFor()
  expect(await factorOf('At worst when locked')).toBeGreaterThanOrEqual(1)
  expect(await factorOf('At worst when locked')).toBeLessThan(1.95)
  await quoted('Weight of your bet').getByText('100%').waitFor()
  await quoted('Possible return').getByText('39 cr').waitFor()
  await slip().getByText('After the house’s fee: 5% of the losing side, 3 cr as it stands.').waitFor()
  expect(await overflowOf(page)).toBe(0)
})

test('a bet lowers the balance, stands in the lists and on the chart, and the wallet says why', async () => {
  const match = await matchToCome()
  await betBefore(match)
  await page.goto(`/matches/${match.id}`)
  await page.getByRole('img', { name: /after 2 bets: Left 40%, Right 60%/ }).waitFor()
  const barsBefore = await page.locator('.chart-bets').getAttribute('d')
  await fillSlip()
  await slip().getByRole('button', { name: 'Place bet of 20 cr' }).click()
  await joinOnPage(page, 'Grace')
  await slip().getByText('Your bet stands: 20 cr on Left. Good luck.').waitFor()
  await page.getByRole('link', { name: '980 cr' }).waitFor()

  const mine = page.getByRole('region', { name: 'My bets on this market' }).getByRole('listitem')
  await mine.filter({ hasText: 'Left' }).getByText('20 cr').waitFor()
  await page.getByText('All bets').click()
  await page.getByText('Grace on Left').waitFor()
  await page.getByRole('img', { name: /after 3 bets: Left 50%, Right 50%/ }).waitFor()
  expect(await page.locator('.chart-bets').getAttribute('d')).not.toBe(barsBefore)
  expect(await overflowOf(page)).toBe(0)

  await page.getByRole('link', { name: '980 cr' }).click()
  const change = page
    .getByRole('region', { name: 'Why did my balance change?' })
    .getByRole('listitem')
    .filter({ hasText: '−20 cr' })
  await change.getByText(/Left/).waitFor()
  await change.getByText('980 cr').waitFor()
  expect(await overflowOf(page)).toBe(0)
})
