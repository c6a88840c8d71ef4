/** What must hold when the faults are over and everything is quiet: the invariants of the design, each a sentence about what is wrong. */
import type { StoredEvent } from '@agent-arena/contracts'
import { canonicalJson } from '@agent-arena/event-store'
import { balances, type AccountFact } from './bank/account.ts'
import { isThanked, lettersOf, type Thanked } from './bank/thank.ts'
import type { Receipt } from './world/customer.ts'
import { ACCOUNTS, OPENING_CREDITS, type House } from './world/house.ts'

export interface Evidence {
  readonly house: House
  readonly receipts: readonly Receipt[]
  readonly bank: readonly StoredEvent[]
  readonly letters: readonly StoredEvent[]
}

type Invariant = (evidence: Evidence) => string | undefined

const EVERYTHING = 1_000_000

export const evidenceOf = async (house: House, receipts: readonly Receipt[]): Promise<Evidence> => ({
  house,
  receipts,
  bank: await house.bankLog.readAll(0, EVERYTHING),
  letters: await house.letterLog.readAll(0, EVERYTHING),
})

const facts = (events: readonly StoredEvent[]) => events as readonly (StoredEvent & AccountFact)[]

const gapIn = (events: readonly StoredEvent[]): string | undefined => {
  const versions = new Map<string, number>()
  for (const [index, { position, stream, version }] of events.entries()) {
    const expected = (versions.get(stream) ?? 0) + 1
    if (position !== index + 1) return `I1: position ${position} stands in the place ${index + 1} of its log`
    if (version !== expected) return `I1: ${stream} has the version ${version} where ${expected} belongs`
    versions.set(stream, version)
  }
  return undefined
}

const gapless: Invariant = ({ bank, letters }) => gapIn(bank) ?? gapIn(letters)

const timesStored = (bank: readonly StoredEvent[], id: string) =>
  facts(bank).filter(({ type, data }) => type === 'Sent' && (data as { transfer: string }).transfer === id).length

const storedOnce: Invariant = ({ receipts, bank }) => {
  for (const { order, answers, isRefused } of receipts) {
    const times = timesStored(bank, order.id)
    if (times > 1) return `I3: the transfer ${order.id} is stored ${times} times`
    if (times === 0 && answers.length > 0) return `I2: the transfer ${order.id} was acknowledged and is not stored`
    if (times > 0 && isRefused) return `I2: the transfer ${order.id} was refused and is stored`
  }
  return undefined
}

const sameAnswer: Invariant = ({ receipts }) => {
  const changed = receipts.find(({ answers }) => new Set(answers.map((answer) => canonicalJson(answer))).size > 1)
  return changed && `I3: the transfer ${changed.order.id} got two answers`
}

const carriedInOrder: Invariant = ({ house, bank }) => {
  const carried = house.stream.events
  const first = carried[0]?.position ?? 0
  const broken = carried.findIndex(({ position, id }, index) => position !== first + index || bank[position - 1]?.id !== id)
  if (broken !== -1) return `I4: the stream has position ${carried[broken]?.position} where ${first + broken} belongs`
  return carried.at(-1)?.position === bank.length ? undefined : 'I4: the stream does not end with the log'
}

const viewIsFold: Invariant = ({ house, bank }) => {
  const [shown, folded] = [house.balances.content, balances.apply(balances.initial, bank)].map((content) =>
    canonicalJson(content),
  )
  return shown === folded ? undefined : `I5: the view shows ${shown} and the log says ${folded}`
}

const moneyStays: Invariant = ({ bank }) => {
  let shown = balances.initial
  for (const event of bank) {
    shown = balances.apply(shown, [event])
    if (Object.values(shown).some((credits) => credits < 0)) return `I6: an account is below zero at position ${event.position}`
  }
  const sum = Object.values(shown).reduce((total, credits) => total + credits, 0)
  return sum === (ACCOUNTS.length + 1) * OPENING_CREDITS ? undefined : `I6: there are ${sum} credits`
}

const thankedOnce: Invariant = ({ bank, letters }) => {
  for (const name of new Set(bank.map(({ stream }) => stream))) {
    const due = facts(bank).filter((event) => event.stream === name && isThanked(event))
    const sent = letters.filter(({ stream }) => stream === lettersOf(name)).map(({ data }) => data as Thanked['data'])
    const [expected, found] = [due.map(({ position }) => position), sent.map(({ position }) => position)].map(String)
    if (expected !== found) return `the reaction: ${name} was to be thanked for ${expected} and was for ${found}`
  }
  return undefined
}

const invariants: readonly Invariant[] = [gapless, storedOnce, sameAnswer, carriedInOrder, viewIsFold, moneyStays, thankedOnce]

/** The first that does not hold. */
export const brokenIn = (evidence: Evidence): string | undefined => {
  for (const invariant of invariants) {
    const broken = invariant(evidence)
    if (broken !== undefined) return broken
  }
  return undefined
}
