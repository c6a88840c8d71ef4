/** The encyclopedia's goal over real HTTP: achievable for many seeds, and met by the right answer only. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Operator } from '../testing/operator.ts'
import { findYear, solveFindFact } from '../testing/solve-find-fact.ts'

let operator: Operator
beforeAll(async () => {
  operator = await Operator.start()
})
afterAll(() => operator.gym.close())

let seed = 1000
const enter = async () => {
  seed += 1
  return operator.enter('wiki/find-fact', seed)
}

test('a plain solver achieves the goal for fifty seeds within ten actions', async () => {
  for (let seed = 0; seed < 50; seed++) {
    const { session, visitor } = await operator.enter('wiki/find-fact', seed)
    expect(await operator.proof(session.id)).toMatchObject({ goalMet: false, metAt: null, atArticle: false })
    await solveFindFact(visitor, session.text)
    expect(visitor.page).toContain('Right! The answer is')
    expect(visitor.actions).toBeLessThanOrEqual(10)
    expect(await operator.proof(session.id)).toMatchObject({ goalMet: true, atArticle: true, answersGiven: 1 })
  }
})

describe('the answer page', () => {
  test('takes three answers and no more, not even the right one', async () => {
    const { session, visitor } = await enter()
    const year = await findYear(visitor, session.text)
    for (const wrong of ['1001', '1002', '1003']) await visitor.submit('/wiki/answer', { year: wrong })
    expect(visitor.page).toContain('No attempts left')
    expect(visitor.page).not.toContain('Submit answer')
    await visitor.submit('/wiki/answer', { year })
    expect(await operator.proof(session.id)).toMatchObject({ goalMet: false, atArticle: true, answersGiven: 3 })
  })

  test('takes the right answer at the third attempt', async () => {
    const { session, visitor } = await enter()
    const year = await findYear(visitor, session.text)
    for (const answer of ['1001', '1002', year]) await visitor.submit('/wiki/answer', { year: answer })
    expect(await operator.proof(session.id)).toMatchObject({ goalMet: true, answersGiven: 3 })
  })

  test.each(['', 'soon', '18.5', '12345', '<b>1850</b>'])('asks again when told “%s”, at no cost', async (year) => {
    const { session, visitor } = await enter()
    await visitor.submit('/wiki/answer', { year })
    expect([visitor.status, visitor.page.includes('3 of 3 attempts left')]).toEqual([422, true])
    expect(await operator.proof(session.id)).toMatchObject({ answersGiven: 0 })
  })

  test('changes nothing once the answer was right', async () => {
    const { session, visitor } = await enter()
    await solveFindFact(visitor, session.text)
    const proof = await operator.proof(session.id)
    await visitor.submit('/wiki/answer', { year: '1001' })
    expect(await operator.proof(session.id)).toEqual(proof)
  })
})

test('the search finds articles by title and shows the words as text', async () => {
  const { visitor } = await enter()
  await visitor.open('/wiki/search?q=river')
  expect(visitor.page).toContain('5 found.')
  await visitor.open(`/wiki/search?q=${encodeURIComponent('<script>')}`)
  expect(visitor.page).not.toContain('<script>')
})
