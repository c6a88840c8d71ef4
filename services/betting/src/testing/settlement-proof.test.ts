/** The proof of settlements with small counts; in full it runs by `npm run prove -- settlement --full`. */
import { expect, test } from '@jest/globals'
import { randomStory } from './random-story.ts'
import { referenceStory } from './reference-settlement.ts'
import { settlementProof } from './settlement-proof.ts'

test('whole stories of markets are settled as the reference does it', async () => {
  const { figures, violations } = await settlementProof.run(settlementProof.small, { seed: 1, say: () => undefined })
  expect(violations).toEqual([])
  const rare = ['ties', 'corrected markets', 'markets without a verdict', 'markets with stakes above a trillion']
  const causes = ['won', 'lost', 'too-late', 'winner-unbacked', 'one-sided', 'voided']
  for (const kind of [...rare, ...causes.map((cause) => `markets with bets that are ${cause}`)])
    expect([kind, figures[kind]]).toEqual([kind, expect.any(Number)])
})

test('the reference knows the worked example of docs/settlement.md', () => {
  const story = {
    ...randomStory(1),
    kind: 'winner' as const,
    sides: ['greedy', 'random', 'nobody'],
    feeBps: 0,
    timeLimitMs: 90_000,
    bets: [
      { id: 'ada', user: 'ada', side: 'greedy', stake: 100, at: -1 },
      { id: 'cy', user: 'cy', side: 'random', stake: 200, at: -1 },
      { id: 'bo', user: 'bo', side: 'greedy', stake: 50, at: 5883 },
    ],
    progress: [],
    lock: { cause: 'ended' as const, at: 20_000, evidenceAt: 20_000 },
    verdict: { winners: ['greedy'], evidenceAt: 20_000 },
    corrections: [],
  }
  expect([...referenceStory(story).paid]).toEqual([
    ['ada', 235n],
    ['cy', 0n],
    ['bo', 115n],
  ])
})
