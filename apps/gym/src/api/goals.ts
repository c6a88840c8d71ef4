/** Which goals the gym has, and how each is worded for a seed. */
import { z } from 'zod'
import { found } from '../refusal.ts'
import { goalNamed, sites } from '../sites.ts'
import { read } from './input.ts'

const seedQuery = z.strictObject({
  seed: z
    .string()
    .regex(/^\d{1,16}$/)
    .default('0')
    .transform(Number)
    .pipe(z.int()),
})

export const listGoals = () => ({
  items: sites.flatMap(({ goals }) => goals.map(({ name, title, description }) => ({ name, title, description }))),
})

export const goalText = (name: string, query: unknown) => {
  const { goal } = found(goalNamed(name), 'There is no such goal.')
  const { seed } = read(seedQuery, query)
  return {
    name,
    seed,
    text: goal.text(seed),
    steps: goal.steps.map(({ name, weight, required }) => ({ name, weight, required })),
  }
}
