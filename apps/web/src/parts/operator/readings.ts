/** How the services stand, by their health and metrics: who is behind, stuck or parked, what differs, and what of it needs an operator. */
import { PAYING_REACTION, ServiceName } from '@agent-arena/contracts'
import { plural } from '../../words/format.ts'
import type { Sample } from './metrics.ts'

export interface Reader {
  readonly service: string
  /** "view markets", "reaction pay-bets-when-market-is-over", "relay". */
  readonly reader: string
  /** Events that it is behind. */
  readonly lag: number
  readonly isStuck: boolean
  readonly deadLetters: number
}

export interface Readings {
  readonly readers: readonly Reader[]
  /** Services whose metrics this process tells. */
  readonly services: readonly string[]
  /** Differences of the books at the last audit; undefined where this process does no audit. */
  readonly differences: number | undefined
  /** Why services cannot do their work, a sentence each: also of those in processes of their own. */
  readonly problems: readonly string[]
}

/** In processes of their own services tell their metrics on ports of their own. */
export const isPartial = ({ services }: Pick<Readings, 'services'>) =>
  ServiceName.options.some((service) => !services.includes(service))

const PAYOUTS = `reaction ${PAYING_REACTION}`

const named = (samples: readonly Sample[], name: string) => samples.filter((sample) => sample.name === name)

export const readingsOf = (samples: readonly Sample[], problems: readonly string[]): Readings => {
  const valueOf = (name: string, { service, reader }: Sample['labels']) =>
    named(samples, name).find(({ labels }) => labels['service'] === service && labels['reader'] === reader)?.value ?? 0
  return {
    readers: named(samples, 'arena_lag_events').map(({ labels, value }) => ({
      service: labels['service'] ?? '',
      reader: labels['reader'] ?? '',
      lag: value,
      isStuck: valueOf('arena_stuck', labels) > 0,
      deadLetters: valueOf('arena_dead_letters', labels),
    })),
    services: named(samples, 'arena_service_readable').map(({ labels }) => labels['service'] ?? ''),
    differences: named(samples, 'arena_audit_differences')[0]?.value,
    problems,
  }
}

export const deadLettersOf = ({ readers }: Pick<Readings, 'readers'>) =>
  readers.reduce((sum, { deadLetters }) => sum + deadLetters, 0)

/** Markets whose payouts wait for an operator are parked with all events behind them. */
export const parkedPayoutsOf = ({ readers }: Pick<Readings, 'readers'>) =>
  deadLettersOf({ readers: readers.filter(({ reader }) => reader === PAYOUTS) })

/** What needs an operator, a sentence each. */
export const alarmsOf = (readings: Readings): readonly string[] => {
  const dead = deadLettersOf(readings)
  return [
    ...(readings.differences ? [`The books differ from the log in ${plural(readings.differences, 'place')}.`] : []),
    ...(dead > 0 ? [`${plural(dead, 'dead letter waits', 'dead letters wait')} for a fix and another try.`] : []),
    ...readings.problems,
  ]
}
