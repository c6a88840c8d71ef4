/** What chance may do and what not. */
import { expect, test } from '@jest/globals'
import { button, link, page, select, SITE, textbox } from '../testing/paper-page.ts'
import type { Observation } from '../tools/browser/observation.ts'
import { chanceFrom } from './chance.ts'
import { houseModels, policyFor } from './house-policies.ts'
import type { Thought } from './policy.ts'
import { randomPolicy } from './random.policy.ts'

const home = page(
  '/',
  'Home',
  link('In'),
  link('Out', 'https://other.example/'),
  button('Go'),
  textbox('Name'),
  select('Size', ['S', 'M']),
)

const walk = async (secret: string, show: (step: number) => Observation = () => home) => {
  const policy = randomPolicy({ goalText: 'Anything.', chance: chanceFrom(secret) })
  const thoughts: Thought[] = []
  while (thoughts.at(-1)?.kind !== 'give-up' && thoughts.length < 200)
    thoughts.push(await policy.think({ observation: show(thoughts.length), anotherApproach: false }))
  return thoughts
}

const actions = (thoughts: readonly Thought[]) => thoughts.flatMap((thought) => (thought.kind === 'act' ? [thought.action] : []))

test('decides the same again with the same secret', async () => {
  expect(await walk('7')).toEqual(await walk('7'))
  expect(await walk('7')).not.toEqual(await walk('8'))
})

test('uses whatever is there, but never leaves the site', async () => {
  const done = actions([...(await walk('1')), ...(await walk('2')), ...(await walk('3'))])
  expect(new Set(done.map(({ kind }) => kind))).toEqual(new Set(['click', 'type', 'select', 'back', 'scroll']))
  expect(done.some((action) => 'target' in action && action.target === 'Out')).toBe(false)
})

test('goes home when it finds itself elsewhere', async () => {
  const blank = { ...page('/', ''), url: 'about:blank', elements: [] }
  expect(actions(await walk('1', (step) => (step === 1 ? blank : home)))[1]).toEqual({ kind: 'navigate', url: `${SITE}/` })
})

test('loses its patience in the end', async () => {
  for (const secret of ['1', '2', '3', '4']) {
    const thoughts = await walk(secret)
    expect(thoughts.at(-1)?.kind).toBe('give-up')
    expect(thoughts.length).toBeLessThanOrEqual(61)
  }
})

test('the house has these models and no others', () => {
  expect(houseModels).toEqual(['house/greedy', 'house/random'])
  expect(policyFor('house/planner', { goalText: '', chance: chanceFrom('1') })).toBeUndefined()
  expect(policyFor(null, { goalText: '', chance: chanceFrom('1') })).toBeUndefined()
})
