/** The smallest bank: accounts that may not fall below zero, and a transfer as one decision over two of them. */
import { Rejection, serviceContext, type Fact, type StoredEvent } from '@agent-arena/contracts'
import { handle, type Decider, type EventLog, type Handled, type MemoryView } from '@agent-arena/event-store'

export type Opened = Fact<'Opened', { readonly credits: number }>
export type Sent = Fact<'Sent', { readonly transfer: string; readonly credits: number }>
export type Got = Fact<'Got', { readonly transfer: string; readonly credits: number }>
export type AccountFact = Opened | Sent | Got

export interface Transfer {
  /** Its identity, and the key under which it is safe to repeat. */
  readonly id: string
  readonly from: string
  readonly to: string
  readonly credits: number
}

export interface Answer {
  /** Of the sender, after the transfer. */
  readonly left: number
}

/** No kind of stream that the contracts know: they would ask what these events are. */
export const accountStream = (name: string) => `purse-${name}`

const evolve = (credits: number, { type, data }: AccountFact): number =>
  type === 'Sent' ? credits - data.credits : credits + data.credits

export const send: Decider<Transfer, AccountFact, number> = {
  initialState: 0,
  evolve,
  decide({ id, credits }, free) {
    if (free < credits) throw new Rejection('insufficient-credits')
    return [{ type: 'Sent', data: { transfer: id, credits } }]
  },
}

export const transfer = (log: EventLog, order: Transfer): Promise<Handled<Answer>> => {
  const { id, from, to, credits } = order
  return handle<{ from: number; to: number }, Answer>(log, {
    context: serviceContext('betting', { idempotencyKey: id }),
    places: { from: { stream: accountStream(from), fold: send }, to: { stream: accountStream(to), fold: send } },
    decide: (states) => ({ from: send.decide(order, states.from), to: [{ type: 'Got', data: { transfer: id, credits } }] }),
    answer: ({ states }) => ({ left: states.from }),
    idempotency: { operation: 'transfer', content: order },
  })
}

export type Balances = Readonly<Record<string, number>>

/** Not idempotent on purpose: an event that is applied twice, or not at all, shows. */
export const balances: MemoryView<Balances> = {
  name: 'balances',
  initial: {},
  apply: (content, events) => {
    const next: Record<string, number> = { ...content }
    for (const event of events as readonly (StoredEvent & AccountFact)[])
      next[event.stream] = evolve(next[event.stream] ?? 0, event)
    return next
  },
}
