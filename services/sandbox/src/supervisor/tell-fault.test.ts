/** What the operator hears of a keeper's faults. */
import { Rejection } from '@agent-arena/contracts'
import { createLogger } from '@agent-arena/service-kit'
import { expect, test } from '@jest/globals'
import { tellFault } from './tell-fault.ts'

const [WARN, ERROR] = [40, 50]
const group = { matchId: 'mat_1', sandboxIds: ['sbx_1'] }

/** The levels of what is told when every round of so many fails. */
const told = (fault: unknown, rounds: number): readonly number[] => {
  const lines: string[] = []
  const logger = createLogger({ format: 'json', level: 'debug', destination: { write: (line) => void lines.push(line) } })
  for (let faults = 1; faults <= rounds; faults++) tellFault(logger, group, fault, faults)
  return lines.map((line) => (JSON.parse(line) as { readonly level: number }).level)
}

test('a fault is an error at once', () => expect(told(new Error('a planted fault'), 2)).toEqual([ERROR, ERROR]))

test('a service that does not answer is no word at the start, and a warning when it stays away', () => {
  const away = new Rejection('unavailable', { detail: 'Nobody answers arena.cmd.gateway.issueSandboxToken.' })
  expect(told(away, 6)).toEqual([])
  expect(told(away, 8)).toEqual([WARN, WARN])
})
