/** The smallest aggregate: a counter that may not pass its limit. What the suites decide with. */
import { Rejection, serviceContext, type Fact, type RequestContext } from '@agent-arena/contracts'
import { handle } from '../command-handler.ts'
import type { Decider } from '../decider.ts'
import type { EventLog } from '../event-log.ts'

export type Counted = Fact<'Counted', { readonly by: number }>

export const LIMIT = 1000

export const counter: Decider<{ readonly by: number }, Counted, number> = {
  initialState: 0,
  evolve: (total, { data }) => total + data.by,
  decide({ by }, total) {
    if (total + by > LIMIT) throw new Rejection('wrong-state', { detail: 'The counter is full.' })
    return by === 0 ? [] : [{ type: 'Counted', data: { by } }]
  },
}

/** Counts on a stream; answers the new total. */
export const count = (log: EventLog, stream: string, by: number, more: Partial<RequestContext> = {}) =>
  handle<{ total: number }, { total: number }>(log, {
    context: serviceContext('betting', more),
    places: { total: { stream, fold: counter } },
    decide: ({ total }) => ({ total: counter.decide({ by }, total) }),
    answer: ({ states }) => ({ total: states.total }),
    idempotency: { operation: 'count', content: { stream, by } },
  })

/** Moves from one counter to another in one decision over both. */
export const move = (log: EventLog, { from, to, by }: { from: string; to: string; by: number }) =>
  handle<{ from: number; to: number }, null>(log, {
    context: serviceContext('betting'),
    places: { from: { stream: from, fold: counter }, to: { stream: to, fold: counter } },
    decide: (states) => {
      if (states.from < by) throw new Rejection('insufficient-credits')
      return { from: counter.decide({ by: -by }, states.from), to: counter.decide({ by }, states.to) }
    },
    answer: () => null,
  })
