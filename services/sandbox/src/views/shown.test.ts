/** When the seed of a run is told: not before anybody could still gain by it. */
import type { Sandbox, SandboxFact } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { ended, ready, requested, started } from '../testing/facts.ts'
import type { MatchDoc } from './match-doc.ts'
import { evolveSandboxDoc } from './sandbox-doc.ts'
import { shownMatch, shownSandbox } from './shown.ts'

const SEED = 4711
const goal = { text: 'Find the fact.', gym: 'wiki/find-fact', seed: SEED }

const docAfter = (given: { sandboxId?: string; matchId?: string }, ...facts: readonly SandboxFact[]): Sandbox => {
  const request = requested({ goal, seed: SEED, ...given })
  const doc = [request, ...facts].reduce<Sandbox | undefined>(evolveSandboxDoc, undefined)
  if (!doc) throw new Error('There is no document.')
  return doc
}

const match = { id: 'mat_1', goal, seed: SEED, sandboxIds: ['a', 'b'] } as unknown as MatchDoc
const contestant = (sandboxId: string, ...facts: readonly SandboxFact[]) => docAfter({ sandboxId, matchId: 'mat_1' }, ...facts)
const won = [ready, started, ended('succeeded')] as const

test.each([
  ['requested', []],
  ['ready', [ready]],
  ['running', [ready, started]],
])('the seed of a run that is %s is not told', (_, facts) =>
  expect(JSON.stringify(shownSandbox(docAfter({}, ...facts)))).not.toContain(String(SEED)),
)

test('the seed of a run that is over is told', () =>
  expect(shownSandbox(docAfter({}, ...won))).toMatchObject({ seed: SEED, goal: { seed: SEED } }))

test('a contestant tells no seed by itself, for its rivals have the same', () =>
  expect(JSON.stringify(shownSandbox(contestant('a', ...won)))).not.toContain(String(SEED)))

test('a match tells its seed once all its runs are over', () => {
  expect(JSON.stringify(shownMatch(match, [contestant('a', ...won), contestant('b', ready, started)]))).not.toContain(
    String(SEED),
  )
  expect(JSON.stringify(shownMatch(match, []))).not.toContain(String(SEED))
  const over = shownMatch(match, [contestant('a', ...won), contestant('b', ready, started, ended('failed'))])
  expect(over).toMatchObject({ seed: SEED, goal: { seed: SEED }, sandboxes: [{ seed: SEED }, { seed: SEED }] })
})
