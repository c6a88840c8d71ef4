/** The reason that an operator gives, and what it still lacks. */
import { grouped, plural } from '../../words/format.ts'

/** One line, as wallets and records tell it, however it was typed. */
export const reasonOf = (typed: string): string => typed.trim().replace(/\s+/g, ' ')

/** Why it cannot be sent; undefined where it can. */
export const reasonProblem = (reason: string, most: number): string | undefined => {
  if (reason === '') return 'Say why: everybody whose credits move reads it.'
  if (reason.length <= most) return undefined
  return `A reason has at most ${plural(most, 'character')}: this one is ${grouped(reason.length - most)} too long.`
}

/** From here on it is told how many are left. */
const NEAR = 60

/** "12 characters left"; undefined far from the limit, and beyond it. */
export const roomText = (reason: string, most: number): string | undefined => {
  const room = most - reason.length
  return room >= 0 && room <= NEAR ? `${plural(room, 'character')} left` : undefined
}
