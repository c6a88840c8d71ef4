/** What the audit found, in sentences. */
import type { BookDifference } from '@agent-arena/contracts'
import { marketOfPool } from '../account/ledger.ts'
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
  /** Who placed it, and whose credits went for it. */
  readonly bettor: string | null
  readonly payer: string | null
}

const numberOf = (text: string | null | undefined): number | null => (text === null || text === undefined ? null : Number(text))
const inWords = (credits: number | null) => (credits === null ? 'nothing' : amount(credits))

const marketOf = (accountId: string) => {
  const marketId = marketOfPool(accountId)
  return marketId === undefined ? {} : { marketId }
}

const accountName = (id: string) => {
  const marketId = marketOfPool(id)
  return marketId === undefined ? `The account ${id}` : `The pool of the market ${marketId}`
}

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

export interface ComparedEntry extends Compared {
  readonly entry: string
}

export const entryDifference = ({ id, entry, ...row }: ComparedEntry): BookDifference => {
  const [expected, found] = [numberOf(row.expected), numberOf(row.found)]
  const text = `The wallet of ${id} differs from its movements, first at the entry ${entry}: ${inWords(found)} after it, and ${inWords(expected)} by the movements.`
  return { kind: 'entries', id, expected, found, text }
}

export interface CountedGrant {
  readonly id: string
  readonly reason: 'grant' | 'refill'
  readonly found: number
}

export const grantDifference = ({ id, reason, found }: CountedGrant): BookDifference => {
  const what = reason === 'grant' ? 'first credits' : 'the refill of one day'
  return { kind: 'grants', id, expected: 1, found, text: `The account ${id} was given ${what} ${found} times.` }
}

export const betDifference = ({ id, market: marketId, ...row }: ComparedBet): BookDifference => {
  const [placed, staked, shown] = [numberOf(row.placed), numberOf(row.staked), numberOf(row.shown)]
  if (row.bettor !== null && row.payer !== null && row.bettor !== row.payer) {
    const text = `The bet ${id} is placed by ${row.bettor}, and its stake came from ${row.payer}.`
    return { kind: 'bets', id, marketId, expected: null, found: null, text }
  }
  const text = `The bet ${id}: ${inWords(placed)} in its market, ${inWords(staked)} moved as its stake, ${inWords(shown)} in the list of bets.`
  return { kind: 'bets', id, marketId, expected: placed, found: placed === staked ? shown : staked, text }
}

/** Sides that are no sums of credits: the sentence tells both. */
export interface ComparedTerms extends Compared {
  readonly market: string
}

export const placingDifference = ({ id, market: marketId, expected, found }: ComparedTerms): BookDifference => {
  const text = `The bet ${id}: ${expected} by its market, ${found} as shown.`
  return { kind: 'bets', id, marketId, expected: null, found: null, text }
}

export const marketDifference = ({ id, expected, found }: Compared): BookDifference => {
  const text = `The market ${id}: ${expected ?? 'nothing'} by its events, ${found ?? 'nothing'} as shown.`
  return { kind: 'market', id, marketId: id, expected: null, found: null, text }
}

export interface ComparedStanding extends Compared {
  readonly market: string
  readonly expected_status: string
  readonly found_status: string
  /** Who placed it, and who got what it was paid; null while nothing is. */
  readonly bettor: string
  readonly payee: string | null
}

export const standingDifference = ({ id, market: marketId, ...row }: ComparedStanding): BookDifference => {
  const [expected, found] = [numberOf(row.expected), numberOf(row.found)]
  if (row.payee !== null && row.payee !== row.bettor) {
    const text = `The bet ${id} of ${row.bettor} was paid to ${row.payee}.`
    return { kind: 'bets', id, marketId, expected, found, text }
  }
  const text = `The bet ${id} is ${row.expected_status} with ${inWords(expected)} by its movements, and shown as ${row.found_status} with ${inWords(found)}.`
  return { kind: 'bets', id, marketId, expected, found, text }
}

export interface ComparedPool extends Compared {
  readonly market: string
}

export const poolDifference = ({ id, market: marketId, ...row }: ComparedPool): BookDifference => {
  const [expected, found] = [numberOf(row.expected), numberOf(row.found)]
  const text = `The pool on ${id} of the market ${marketId} shows ${inWords(found)}; its bets make ${inWords(expected)}, or their shares differ.`
  return { kind: 'pool', id, marketId, expected, found, text }
}

/** What the record of a market, judged by the published rules, says against itself or against what was paid. */
export const recordDifference = (marketId: string, text: string): BookDifference => ({
  kind: 'bets',
  id: marketId,
  marketId,
  expected: null,
  found: null,
  text: `The market ${marketId}: ${text}`,
})

export const leftover = ({ id, found }: Pick<Compared, 'id' | 'found'>): BookDifference => {
  const text = `${accountName(id)} still holds ${inWords(numberOf(found))} although all its bets are closed.`
  return { kind: 'pool', id, ...marketOf(id), expected: 0, found: numberOf(found), text }
}
