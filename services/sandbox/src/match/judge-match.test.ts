/** Who won a match, and when that can be said. */
import type { SandboxFact } from '@agent-arena/contracts'
import { specify } from '@agent-arena/testing/specify'
import { describe, expect, test } from '@jest/globals'
import {
  at,
  claimed,
  ended,
  provisioning,
  ready,
  requested,
  scheduled,
  started,
  stateAfter,
  withoutChecks,
} from '../testing/facts.ts'
import { judgeMatch } from './judge-match.ts'
import { matchDecider } from './match.decider.ts'

const contestant = (sandboxId: string, ...facts: readonly SandboxFact[]) =>
  stateAfter(requested({ sandboxId, title: sandboxId }), provisioning, ready, started, ...facts)

const judge = (...sandboxes: Parameters<typeof judgeMatch>[0]) => judgeMatch(sandboxes, at(60))
const decided = (winner: string | null, tied: readonly string[], evidenceAt: string) => ({
  type: 'DecideMatch',
  result: { winner, tied },
  evidenceAt,
  at: at(60),
})

describe('a match', () => {
  test('stays open while nobody has succeeded and somebody runs', () =>
    expect(judge(contestant('a'), contestant('b', ended('failed')))).toBeNull())

  test('is decided by the first success, while others still run', () =>
    expect(judge(contestant('a', ended('succeeded', at(40))), contestant('b'))).toEqual(decided('a', [], at(40))))

  test('goes to the earliest evidence, whoever was seen first', () =>
    expect(judge(contestant('a', ended('succeeded', at(41))), contestant('b', ended('succeeded', at(40))))).toEqual(
      decided('b', [], at(40)),
    ))

  test('is a tie when the evidence is of the same time', () =>
    expect(judge(contestant('a', ended('succeeded', at(40))), contestant('b', ended('succeeded', at(40))))).toEqual(
      decided(null, ['a', 'b'], at(40)),
    ))

  test('goes to nobody when all have ended without success', () =>
    expect(judge(contestant('a', ended('failed', at(30))), contestant('b', ended('timed-out', at(50))))).toEqual(
      decided(null, [], at(50)),
    ))

  test('is void when a contestant is cancelled or faulted before it is decided', () => {
    for (const status of ['cancelled', 'faulted'] as const)
      expect(judge(contestant('a', ended(status)), contestant('b'))).toMatchObject({ type: 'VoidMatch' })
  })

  test('is void with the cause first, and then whose run it was', () =>
    expect(
      judge(contestant('Greedy', ended('cancelled', at(40), 'Cancelled by an operator: Wrong goal')), contestant('Random')),
    ).toEqual({
      type: 'VoidMatch',
      cause: 'Cancelled by an operator: Wrong goal. Greedy’s run was not decided.',
      at: at(60),
    }))

  test('is void in the name of all whom the same cause stopped', () => {
    const stopped = ended('faulted', at(40), 'The arena stopped while the agent was running.')
    const other = ended('faulted', at(41), 'The agent’s runner ended.')
    expect(judge(contestant('R1', stopped), contestant('R2', stopped), contestant('R3', other))).toMatchObject({
      cause: 'The arena stopped while the agent was running. The runs of R1 and R2 were not decided.',
    })
  })

  test('is void when a contestant was cancelled or faulted before the first success, even if both are found at once', () => {
    for (const status of ['cancelled', 'faulted'] as const) {
      const broken = contestant('a', ended(status, at(30)))
      expect(judge(broken, contestant('b', ended('succeeded', at(40))))).toMatchObject({ type: 'VoidMatch' })
      expect(judge(broken, contestant('b', ended('succeeded', at(29))))).toEqual(decided('b', [], at(29)))
    }
  })

  test('waits for a person’s verdict on a claim that came no later than the best success', () => {
    const waiting = stateAfter(requested({ ...withoutChecks, sandboxId: 'b' }), ready, started, claimed(true))
    expect(judge(contestant('a', ended('succeeded', at(40))), waiting)).toBeNull()
    expect(judge(contestant('a', ended('succeeded', at(30))), waiting)).toBeNull()
    expect(judge(contestant('a', ended('succeeded', at(20))), waiting)).toEqual(decided('a', [], at(20)))
  })
})

describe('the record of a match', () => {
  const match = specify(matchDecider)
  const start = {
    type: 'MatchStarted',
    data: { matchId: 'mat_1', marketId: 'mkt_9', startedAt: at(10), timeLimitSeconds: 60 },
  } as const
  const result = { winner: 'sbx_1', tied: [] }
  const decide = { type: 'DecideMatch', result, evidenceAt: at(40), at: at(41) } as const
  const over = {
    type: 'MatchDecided',
    data: { matchId: 'mat_1', marketId: 'mkt_9', result, evidenceAt: at(40), decidedAt: at(41) },
  } as const

  test('begins with the first of its runs', () => {
    match
      .given(scheduled)
      .when({ type: 'StartMatch', at: at(10) })
      .then(start)
    match
      .given(scheduled, start)
      .when({ type: 'StartMatch', at: at(11) })
      .then()
  })
  test('is decided once', () => {
    match.given(scheduled, start).when(decide).then(over)
    match.given(scheduled, start, over).when(decide).then()
  })
  test('is not voided after it was decided', () =>
    match
      .given(scheduled, start, over)
      .when({ type: 'VoidMatch', cause: 'late', at: at(50) })
      .then())
})
