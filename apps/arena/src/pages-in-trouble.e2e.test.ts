/** The pages in a real browser where it gets hard: files that do not come, answers that are late, several windows, many bets, keys alone. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { eventually } from '@agent-arena/testing'
import { joinOnPage, openBrowser, openPage, overflowOf } from './testing/browser.ts'
import { openDoor, thought } from './testing/sandboxes.ts'
import { startArena, type ArenaUnderTest } from './testing/start-arena.ts'

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

const LEADERBOARD_FILES = '**/assets/leaderboards*'

test('a page whose files do not come says so, leaves the others alone, and is loaded anew when they are there', async () => {
  await page.goto('/')
  await page.route(LEADERBOARD_FILES, (route) => route.abort())
  await page.getByRole('link', { name: 'Leaders' }).click()
  await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor()
  expect(await overflowOf(page)).toBe(0)
  await page.getByRole('link', { name: 'Wallet', exact: true }).click()
  await page.getByRole('heading', { name: 'You have no wallet yet' }).waitFor()
  await page.getByRole('link', { name: 'Leaders' }).click()

  await page.route('/', (route) => route.abort())
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('The arena could not be reached.').waitFor()
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { level: 1, name: 'Leaders' }).waitFor()
})

/** How much of its stake the quoted bet would weigh, in percent. */
const quotedWeight = async () =>
  Number.parseFloat(await page.locator('.quote-row', { hasText: 'Weight' }).locator('dd').innerText())

test('a quote that was refused once comes by itself, and follows the weight as it falls', async () => {
  const { sandboxId, tell } = await openDoor(arena, { timeLimitSeconds: 120 })
  await tell(thought(1))
  await page.route('**/quote', (route) => route.abort())
  await page.goto(`/sandboxes/${sandboxId}`)
  await page.getByRole('radio', { name: /Succeeds/ }).check()
  await page.getByRole('textbox', { name: 'Stake' }).fill('10')
  await page.getByText('No quote:').waitFor()
  await page.unrouteAll()
  await page.getByText('Weight of your bet').waitFor()
  const first = await quotedWeight()
  await eventually(async () => expect(await quotedWeight()).toBeLessThan(first), { timeoutMs: 20_000 })
})

test('who joins in one tab plays in the others too', async () => {
  const other = await page.context().newPage()
  await Promise.all([page.goto('/wallet'), other.goto('/wallet')])
  await other.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await joinOnPage(page, 'Hedy')
  await other.getByRole('heading', { level: 1, name: 'Hedy' }).waitFor()
  await other.getByText('1,000 cr').first().waitFor()
  await other.getByRole('dialog').waitFor({ state: 'hidden' })
})

test('two screens move in all windows together, the next ones once those are closed', async () => {
  const contestants = ['Anna', 'Bert'].map((name) => ({ name, agent: { kind: 'external' as const } }))
  const match = await arena.operator.createMatch({
    title: 'Seen twice',
    goal: { text: 'Do it.' },
    contestants,
    timeLimitSeconds: 600,
  })
  for (const { id, token } of match.sandboxes) await arena.as(token).pushAgentEvents({ sandboxId: id, events: [thought(1)] })
  const moving = (window: Page) => window.locator('img[src*="/screen/stream"]')
  const other = await page.context().newPage()
  await page.goto(`/matches/${match.id}`)
  await moving(page).nth(1).waitFor()
  await other.goto(`/matches/${match.id}`)
  await other.getByRole('form', { name: 'Bet slip' }).waitFor()
  expect(await moving(other).count()).toBe(0)
  await page.goto('/')
  await moving(other).nth(1).waitFor()
})

test('the wallet sums all open bets, however many, and shows the earlier ones when asked', async () => {
  const { marketId } = await openDoor(arena)
  await page.goto('/wallet')
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await joinOnPage(page, 'Mary')
  await page.getByText('No open bets').waitFor()
  const stored = await page.evaluate<string>("localStorage.getItem('agent-arena.session')")
  const mary = arena.as((JSON.parse(stored) as { readonly token: string }).token)
  for (let bet = 1; bet <= 120; bet++)
    await mary.placeBet({ marketId, outcome: 'success', stake: 2 }, { idempotencyKey: `mary-${bet}` })
  await page.reload()
  await page.getByText('Riding on 120 bets').waitFor()
  await page.getByText('240 cr', { exact: true }).waitFor()
  const bets = page.getByRole('region', { name: 'My bets' })
  for (const shown of [50, 100]) {
    await eventually(async () => expect(await bets.getByRole('listitem').count()).toBe(shown))
    await bets.getByRole('button', { name: 'Show earlier bets' }).click()
  }
  await eventually(async () => expect(await bets.getByRole('listitem').count()).toBe(120))
  expect(await bets.getByRole('button').count()).toBe(0)
})

test('keys alone: the focus stays on the button of the slip, and the slip says what its guard lacks', async () => {
  const { sandboxId } = await openDoor(arena)
  await page.goto(`/sandboxes/${sandboxId}`)
  const slip = page.getByRole('form', { name: 'Bet slip' })
  await slip.getByRole('radio', { name: /Succeeds/ }).press('Space')
  await slip.getByRole('textbox', { name: 'Stake' }).fill('10')
  await slip.getByRole('checkbox', { name: 'Only if it pays at least' }).press('Space')
  const button = slip.locator('button[type=submit]')
  const inFocus = () => page.evaluate<string>('document.activeElement.type')
  await button.press('Enter')
  await slip.getByText('Enter a multiplier, like 1.5.').waitFor()
  await slip.getByRole('textbox', { name: 'Least multiplier' }).fill('1')
  await button.press('Enter')
  await page.getByLabel('Display name').press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await inFocus()).toBe('submit')
  await page.keyboard.press('Enter')
  await joinOnPage(page, 'Joan')
  await slip.getByText('Your bet stands: 10 cr').waitFor()
  expect(await inFocus()).toBe('submit')
})
