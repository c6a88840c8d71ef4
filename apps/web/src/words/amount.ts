/** An amount of credits as somebody typed it: taken, or refused in a sentence. */
import { credits } from './format.ts'

export type Judged = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: string }

export const refused = (problem: string): Judged => ({ ok: false, problem })

/** What one can spend: one's balance, or before one has joined what one then gets; undefined while it is not known. */
export type Purse = number | { readonly onJoining: number } | undefined

const tooMuch = (value: number, purse: Purse) => {
  if (purse === undefined) return undefined
  if (typeof purse === 'number') return value > purse ? `You have ${credits(purse)}.` : undefined
  return value > purse.onJoining ? `You get ${credits(purse.onJoining)} when you join.` : undefined
}

/** Whole credits, at least one, at most what one can spend. */
export const judgeAmount = (text: string, purse: Purse, what: 'a stake' | 'an amount'): Judged => {
  const trimmed = text.trim()
  if (trimmed === '') return refused(`Enter ${what}.`)
  if (!/^\d+$/.test(trimmed)) return refused('Whole credits only, like 25.')
  const value = Number(trimmed)
  if (value < 1) return refused('The least is 1 cr.')
  if (!Number.isSafeInteger(value)) return refused('That is more than anybody has.')
  const problem = tooMuch(value, purse)
  return problem === undefined ? { ok: true, value } : refused(problem)
}
