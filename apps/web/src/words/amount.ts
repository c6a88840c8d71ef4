/** An amount of credits as somebody typed it: taken, or refused in a sentence. */
import { credits } from './format.ts'

export type Judged = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: string }

export const refused = (problem: string): Judged => ({ ok: false, problem })

/** Whole credits, at least one, at most the balance where that is known. */
export const judgeAmount = (text: string, balance: number | undefined, what: 'a stake' | 'an amount'): Judged => {
  const trimmed = text.trim()
  if (trimmed === '') return refused(`Enter ${what}.`)
  if (!/^\d+$/.test(trimmed)) return refused('Whole credits only, like 25.')
  const value = Number(trimmed)
  if (value < 1) return refused('The least is 1 cr.')
  if (!Number.isSafeInteger(value)) return refused('That is more than anybody has.')
  if (balance !== undefined && value > balance) return refused(`You have ${credits(balance)}.`)
  return { ok: true, value }
}
