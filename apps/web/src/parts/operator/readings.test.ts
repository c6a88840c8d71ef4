/** What the metrics of the services mean for an operator. */
import { describe, expect, test } from '@jest/globals'
import { samplesOf } from './metrics.ts'
import { alarmsOf, deadLettersOf, isPartial, parkedPayoutsOf, readingsOf } from './readings.ts'

const told = (more = '') => `# HELP arena_lag_events How many events
# TYPE arena_lag_events gauge
arena_lag_events{service="betting",reader="view markets"} 3
arena_lag_events{service="betting",reader="reaction pay-bets-when-market-is-over"} 0
arena_lag_events{service="sandbox",reader="relay"} 0
arena_stuck{service="betting",reader="view markets"} 0
arena_dead_letters{service="betting",reader="reaction pay-bets-when-market-is-over"} 0
arena_service_readable{service="betting"} 1
arena_service_readable{service="sandbox"} 1
arena_audit_differences 0
process_cpu_seconds_total 12.5
${more}`

const readings = (more?: string) => readingsOf(samplesOf(told(more), 'arena_').toReversed(), [])

describe('the readings', () => {
  test('tell how far each reader is behind', () =>
    expect(readings().readers.find(({ reader }) => reader === 'view markets')).toEqual({
      service: 'betting',
      reader: 'view markets',
      lag: 3,
      isStuck: false,
      deadLetters: 0,
    }))
  test('of a process of its own know of no audit, and not of all services', () => {
    const gateway = readingsOf(samplesOf('arena_service_readable{service="gateway"} 1', 'arena_'), [])
    expect([gateway.differences, isPartial(gateway)]).toEqual([undefined, true])
  })
  test('of one process know of every service', () =>
    expect(isPartial({ services: ['gateway', 'sandbox', 'betting', 'prompts', 'insights'] })).toBe(false))
})

describe('an alarm', () => {
  test('is not raised while all is well, also when a view is behind for a moment', () => expect(alarmsOf(readings())).toEqual([]))
  test('is raised by books that differ', () =>
    expect(alarmsOf(readings('arena_audit_differences 2'))).toEqual(['The books differ from the log in 2 places.']))
  test('is raised by a service that cannot do its work', () =>
    expect(alarmsOf({ ...readings(), problems: ['betting: The view markets stands still.'] })).toEqual([
      'betting: The view markets stands still.',
    ]))
  test('is raised by payouts that are parked', () => {
    const parked = readings('arena_dead_letters{service="betting",reader="reaction pay-bets-when-market-is-over"} 1')
    expect([deadLettersOf(parked), parkedPayoutsOf(parked)]).toEqual([1, 1])
    expect(alarmsOf(parked)).toEqual(['1 dead letter waits for a fix and another try.'])
  })
})
