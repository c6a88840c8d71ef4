/** What the reader makes of a goal's sentence. */
import { expect, test } from '@jest/globals'
import { readChain, readGoal } from './read-goal.ts'

test('reads what to buy, how many, and the price limit', () => {
  expect(readGoal('Buy two red mugs, each for less than 12 credits, and nothing else. Any name will do.')).toEqual({
    kind: 'buy',
    count: 2,
    thing: 'mug',
    qualities: ['red'],
    limit: { amount: 12, unit: 'credits', inclusive: false },
  })
})

test('reads other ways to say it', () => {
  expect(readGoal('Please order 3 large blue boxes for at most 20 euros each.')).toMatchObject({
    count: 3,
    thing: 'box',
    qualities: ['large', 'blue'],
    limit: { amount: 20, inclusive: true },
  })
  expect(readGoal('Purchase a teapot.')).toEqual({ kind: 'buy', count: 1, thing: 'teapot', qualities: [] })
})

const question = (phrase: string, deed: string) =>
  `Find the year in which ${phrase} was ${deed}. Start at the article "Alderford" and submit the year on the answer page.`

test('reads which fact to find, by which links, and where to hand it in', () => {
  expect(readGoal(question('the bridge over the river that flows through Alderford', 'opened'))).toEqual({
    kind: 'find',
    wanted: 'year',
    anchor: 'Alderford',
    hops: [
      { noun: 'river', words: ['flows', 'through'] },
      { noun: 'bridge', words: ['over'] },
    ],
    deed: ['opened'],
    answerPlace: ['answer', 'page'],
  })
})

test.each([
  ['the designer of the bridge over the River Tamsel', 'River Tamsel', ['bridge', 'designer']],
  ['the founder of the festival of Alderford', 'Alderford', ['festival', 'founder']],
  ['the birthplace of the founder of the Night of Bells', 'Night of Bells', ['founder', 'birthplace']],
  ['the birthplace of the designer of the Old Toll Bridge', 'Old Toll Bridge', ['designer', 'birthplace']],
  ['the birthplace of Ada Holm', 'Ada Holm', ['birthplace']],
])('follows %s from its name outwards', (phrase, anchor, nouns) => {
  const chain = readChain(phrase)
  expect(chain.anchor).toBe(anchor)
  expect(chain.hops.map(({ noun }) => noun)).toEqual(nouns)
})

test('reads a deed of two words', () => {
  expect(readGoal(question('the festival of Alderford', 'first held'))).toMatchObject({ deed: ['first', 'held'] })
})

test('keeps the words of any other goal', () => {
  expect(readGoal('Sign up for the newsletter, then confirm it.')).toEqual({
    kind: 'plain',
    words: ['sign', 'newsletter', 'confirm'],
  })
})
