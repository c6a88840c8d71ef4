/** How the finder behaves on the pages of an encyclopedia. */
import { expect, test } from '@jest/globals'
import { button, fact, link, node, page, paragraph, searchbox, textbox } from '../../testing/paper-page.ts'
import type { Observation } from '../../tools/browser/observation.ts'
import { chanceFrom } from '../chance.ts'
import { greedyPolicy } from './greedy.policy.ts'

const goalText =
  'Find the year in which the bridge over the river that flows through Alderford was opened. ' +
  'Start at the article "Alderford" and submit the year on the answer page.'

const finder = () => {
  const { think } = greedyPolicy({ goalText, chance: chanceFrom('1') })
  return async (observation: Observation, lastError?: string) =>
    think({ observation, anotherApproach: false, ...(lastError !== undefined && { lastError }) })
}

const top = node('navigation', link('All articles'), link('Answer page', '/answer'))
const town = page('/a', 'Alderford', node('table', fact('Region', 'Eastmark'), fact('River', link('River Wend'))), top)
const river = page(
  '/r',
  'River Wend',
  paragraph('It flows through ', link('Alderford'), '.'),
  node('table', fact('Towns', link('Alderford')), fact('Bridge', link('Swan Bridge'))),
  top,
)
const bridge = page(
  '/b',
  'Swan Bridge',
  paragraph('Work began in 1851; it was opened in 1858.'),
  node('table', fact('Construction began', '1851'), fact('Opened', '1857')),
  top,
)
const answer = (typed?: string, ...more: readonly ReturnType<typeof node>[]) =>
  page('/answer', 'Answer page', ...more, textbox('Year', typed), button('Submit answer'), top)

const toTheAnswer = async () => {
  const think = finder()
  for (const seen of [town, river, bridge]) await think(seen)
  return think
}

test('follows the facts from page to page', async () => {
  const think = finder()
  expect(await think(town)).toMatchObject({ action: { kind: 'click', target: 'River Wend' } })
  expect(await think(river)).toMatchObject({ action: { kind: 'click', target: 'Swan Bridge' } })
  expect(await think(bridge)).toMatchObject({
    action: { kind: 'click', target: 'Answer page' },
    reasoning: expect.stringMatching(/1857/),
  })
})

test('follows the text where there are no facts', async () => {
  const prose = page(
    '/a',
    'Alderford',
    paragraph('Its lord was ', link('Ada Holm'), '.'),
    paragraph('The river ', link('Wend'), ' flows through it.'),
  )
  expect(await finder()(prose)).toMatchObject({ action: { target: 'Wend' } })
})

test('writes the answer, hands it in and believes the page', async () => {
  const think = await toTheAnswer()
  expect(await think(answer())).toMatchObject({ action: { kind: 'type', value: '1857' } })
  expect(await think(answer('1857'))).toMatchObject({ action: { kind: 'click', target: 'Submit answer' } })
  expect(await think(answer('', { ...node('status'), text: 'Right! The answer is 1857.' }))).toMatchObject({ kind: 'done' })
})

test('tries the next best year when the first was wrong, and gives up when it knows no more', async () => {
  const think = await toTheAnswer()
  await think(answer('1857'))
  const wrong = { ...node('alert'), text: '1857 is not the right year.' }
  expect(await think(answer('', wrong))).toMatchObject({ action: { kind: 'type', value: '1858' } })
  await think(answer('1858'))
  expect(await think(answer('', wrong))).toMatchObject({ kind: 'give-up' })
})

test('hands the same answer in again when the click failed', async () => {
  const think = await toTheAnswer()
  await think(answer('1857'))
  expect(await think(answer('1857'), 'The button moved away.')).toMatchObject({
    action: { kind: 'click', target: 'Submit answer' },
  })
})

test('finds its way back when it is lost', async () => {
  const think = finder()
  await think(town)
  const lost = page('/x', 'No such article', node('search', searchbox('Search articles')), top)
  expect(await think(lost)).toMatchObject({ action: { kind: 'type', value: 'River Wend', submit: true } })
  expect(await think(page('/hits', 'Hits', link('River Wend')))).toMatchObject({
    action: { kind: 'click', target: 'River Wend' },
  })
})
