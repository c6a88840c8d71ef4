/** What the command is asked to do. */
import { parseArgs } from 'node:util'
import { planted } from './planted/index.ts'

export interface Asked {
  /** One seed, told in full. */
  readonly seed: number | null
  readonly from: number
  readonly seeds: number
  /** Names of planted bugs; none for the house as it is. */
  readonly planted: readonly string[]
  /** Whether the trace of each seed is told as a hash. */
  readonly hashes: boolean
}

const SEEDS = 300

const wholeNumber = (name: string, text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise
  if (!/^\d{1,9}$/.test(text)) throw new TypeError(`--${name} must be a whole number; it is "${text}".`)
  return Number(text)
}

const plantedOf = (name: string | undefined): readonly string[] => {
  if (name === undefined) return []
  const names = Object.keys(planted)
  if (name === 'all') return names
  if (!names.includes(name)) throw new TypeError(`--planted must be all or one of ${names.join(', ')}; it is "${name}".`)
  return [name]
}

export const usage = `npm run simulate -- [--seeds <how many>] [--from <first seed>] [--hashes]
npm run simulate -- --seed <one seed, told turn by turn> [--planted <bug>]
npm run simulate -- --planted <all|bug>, with: ${Object.keys(planted).join(', ')}`

/** Throws a `TypeError` that names what is wrong. */
export const askedOf = (args: readonly string[]): Asked => {
  const text = { type: 'string' } as const
  const options = { seed: text, seeds: text, from: text, planted: text, hashes: { type: 'boolean' } } as const
  const { values } = parseArgs({ args: [...args], options })
  return {
    seed: values.seed === undefined ? null : wholeNumber('seed', values.seed, 0),
    from: wholeNumber('from', values.from, 1),
    seeds: wholeNumber('seeds', values.seeds, SEEDS),
    planted: plantedOf(values.planted),
    hashes: values.hashes ?? false,
  }
}
