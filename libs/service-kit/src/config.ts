/** Reads configuration once, reports all its faults at once, and gives a frozen value. */
import { fieldErrors } from '@agent-arena/contracts'
import type { z } from 'zod'

/** Faulty configuration: one line a fault, naming the variable. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(`The configuration cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}

/** Empty variables count as not set. */
export const parseConfig = <T extends z.ZodType>(
  schema: T,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<z.output<T>> => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return Object.freeze(result.data)
  throw new ConfigError(fieldErrors(result.error).map(({ path, message }) => `${path} ${message}`))
}
