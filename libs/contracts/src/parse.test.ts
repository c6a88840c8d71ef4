/** A refusal of input names the field and the reason, in words that a person reads. */
import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { createMatch, placeBet } from './index.ts'
import { fieldErrors, parseOrReject } from './parse.ts'

const bet = { marketId: 'mkt_01m7wc3nbje8hsxzn4a315ef6n', outcome: 'success', stake: 10 }
const faultsOf = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value)
  return error ? fieldErrors(error).map(({ path, message }) => `${path} ${message}`) : []
}

test('names what is wrong with a stake', () => {
  const wordsFor = (stake: unknown) => faultsOf(placeBet.input, { ...bet, stake })
  expect(wordsFor(0)).toEqual(['stake must be at least 1'])
  expect(wordsFor(-1)).toEqual(['stake must be at least 1'])
  expect(wordsFor(0.5)).toEqual(expect.arrayContaining(['stake must be a whole number']))
  for (const other of ['5', null, {}, [], Number.NaN, Infinity, true])
    expect(wordsFor(other)[0]).toMatch(/^stake must be a (whole )?number$/)
  expect(wordsFor(undefined)).toEqual(['stake is missing'])
  expect(wordsFor(2 ** 60)[0]).toMatch(/^stake must be/)
})

test('names a field that is not known, by its own path', () => {
  expect(faultsOf(placeBet.input, { ...bet, odds: 3 })).toEqual(['odds is not a field here'])
  const goal = { gym: 'shop/two-mugs', colour: 'red' }
  const match = { title: 'x', goal, contestants: [], timeLimitSeconds: 10 }
  expect(faultsOf(createMatch.input, match)).toEqual([
    'goal.colour is not a field here',
    'contestants must have at least 2 items',
  ])
})

test('names contestants that could not be told apart as outcomes', () => {
  const contestants = ['Greedy', 'greedy', 'Nobody'].map((name) => ({ name, model: 'house/greedy' }))
  const match = { title: 'x', goal: { gym: 'shop/two-mugs' }, contestants, timeLimitSeconds: 10 }
  expect(faultsOf(createMatch.input, match)).toEqual([
    'contestants.1.name must differ from the other outcomes',
    'contestants.2.name must differ from the other outcomes',
  ])
})

test('names the choices of a field that has some', () =>
  expect(faultsOf(z.object({ side: z.enum(['left', 'right']) }), { side: 'up' })).toEqual(['side must be one of left, right']))

test('lists every faulty field in one refusal, and at most twenty', () => {
  const many = z.array(z.number())
  expect(() => parseOrReject(placeBet.input, {})).toThrow(/marketId .*outcome .*stake /)
  expect(
    faultsOf(
      many,
      Array.from({ length: 50 }, () => 'x'),
    ),
  ).toHaveLength(20)
})
