/** What the audit found, in sentences. */
import type { BookDifference } from '@agent-arena/contracts'
import { accountKindOf } from '../account/ledger.ts'
import { amount } from '../account/texts.ts'

export interface Compared {
  readonly id: string
  readonly expected: string | null
  readonly found: string | null
}

export interface ComparedBet {
  readonly id: string
  readonly market: string
  readonly placed: string | null
  readonly staked: string | null
  readonly shown: string | null
}

const POOL = 'pool:'

const numberOf = (text: string | null | undefined): number | null => (text === null || text === undefined ? null : Number(text))
const inWords = (credits: number | null) => (credits === null ? 'nothing' : amount(credits))

const marketOf = (accountId: string) =>
  accountId.startsWith(POOL) ? ({ marketId: accountId.slice(POOL.length) } as const) : undefined

const accountName = (id: string) =>
  id.startsWith(POOL) ? `The pool of the market ${id.slice(POOL.length)}` : `The account ${id}`

export const totalDifference = (total: number): readonly BookDifference[] =>
  total === 0
    ? []
    : [
        {
          kind: 'total',
          id: 'all',
          expected: 0,
          found: total,
          text: `All accounts together hold ${amount(total)}, and should hold 0.`,
        },
      ]

export const balanceDifference = ({ id, ...row }: Compared): BookDifference => {
  const [expected, found] = [numberOf(row.expected), numberOf(row.found)]
  const text = `${accountName(id)} shows ${inWords(found)}; its movements make ${inWords(expected)}.`
  return { kind: 'balance', id, ...marketOf(id), expected, found, text }
}

export const belowZero = ({ id, found }: Pick<Compared, 'id' | 'found'>): BookDifference => {
  const text = `${accountName(id)} is below zero: ${inWords(numberOf(found))}.`
  return { kind: 'below-zero', id, ...marketOf(id), expected: 0, found: numberOf(found), text }
}

/** Only users have entries. */
export const entryDifferences = ({ id, ...row }: Compared & { readonly last: string | null }): readonly BookDifference[] => {
  if (accountKindOf(id) !== 'user') return []
  const [expected, found, last] = [numberOf(row.expected), numberOf(row.found), numberOf(row.last)]
  const text = `The entries of ${id} sum up to ${inWords(found)} and end at ${inWords(last)}; its movements make ${inWords(expected)}.`
  return [{ kind: 'entries', id, expected, found: found === expected ? last : found, text }]
}

export const betDifference = ({ id, market: marketId, ...row }: ComparedBet): BookDifference => {
  const [placed, staked, shown] = [numberOf(row.placed), numberOf(row.staked), numberOf(row.shown)]
  const text = `The bet ${id}: ${inWords(placed)} in its market, ${inWords(staked)} moved as its stake, ${inWords(shown)} in the list of bets.`
  return { kind: 'bets', id, marketId, expected: placed, found: placed === staked ? shown : staked, text }
}

export const leftover = ({ id, found }: Pick<Compared, 'id' | 'found'>): BookDifference => {
  const text = `${accountName(id)} still holds ${inWords(numberOf(found))} although all its bets are closed.`
  return { kind: 'pool', id, ...marketOf(id), expected: 0, found: numberOf(found), text }
}
