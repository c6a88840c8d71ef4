/** How greedy behaves with goals of no known kind. */
import { expect, test } from '@jest/globals'
import { button, link, named, page, textbox } from '../../testing/paper-page.ts'
import type { Observation } from '../../tools/browser/observation.ts'
import { chanceFrom } from '../chance.ts'
import { greedyPolicy } from './greedy.policy.ts'

const wanderer = () => {
  const { think } = greedyPolicy({ goalText: 'Sign up for the newsletter.', chance: chanceFrom('3') })
  return async (observation: Observation, anotherApproach = false) => think({ observation, anotherApproach })
}

test('goes where the words of the goal lead, but not to another site', async () => {
  const seen = page(
    '/',
    'Home',
    link('Prices'),
    link('Newsletter elsewhere', 'https://other.example/newsletter'),
    link('Newsletter'),
  )
  expect(await wanderer()(seen)).toMatchObject({ action: { kind: 'click', target: 'Newsletter' } })
})

test('fills in a form by its labels, sends it and believes the page', async () => {
  const think = wanderer()
  const form = (email?: string, agreed?: boolean) =>
    page(
      '/join',
      'Join',
      textbox('E-mail', email),
      { ...named('checkbox', 'I agree to the terms'), checked: agreed },
      button('Join'),
    )
  expect(await think(form())).toMatchObject({ action: { kind: 'type', value: expect.stringMatching(/@example\.org$/) } })
  expect(await think(form('a@example.org'))).toMatchObject({ action: { kind: 'click', target: 'I agree to the terms' } })
  expect(await think(form('a@example.org', true))).toMatchObject({ action: { kind: 'click', target: 'Join' } })
  expect(await think(page('/done', 'Thank you'))).toMatchObject({ kind: 'done' })
})

test('goes back when told to try another way, and gives up when nothing is left', async () => {
  const think = wanderer()
  expect(await think(page('/', 'Home'), true)).toMatchObject({ action: { kind: 'back' } })
  expect(await think(page('/', 'Home', link('Prices')))).toMatchObject({ kind: 'give-up' })
})
