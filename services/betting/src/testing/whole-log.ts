/** What must hold of the log itself after any play: it has no gap, and what was acknowledged stands in it once. */
import assert from 'node:assert/strict'
import type { Bet, BettingFact, Stored } from '@agent-arena/contracts'

type Event = Stored<BettingFact>

/** How far a log and its streams have come. */
export interface Extent {
  position: number
  readonly versions: Map<string, number>
}

/** I1: positions follow one another without a gap, and so do the versions of each stream. Moves the extent on. */
export const requireGapless = (events: readonly Event[], extent: Extent): void => {
  for (const { position, stream, version } of events) {
    assert.equal(position, ++extent.position, 'the position after the one before it')
    const next = (extent.versions.get(stream) ?? 0) + 1
    assert.equal(version, next, `the version of ${stream} after the one before it`)
    extent.versions.set(stream, next)
  }
}

const placedBets = (events: readonly Event[]): readonly Bet[] =>
  events
    .filter((event) => event.type === 'BetPlaced')
    .map(({ data: { betId: id, ...placed }, stream, version }) => {
      assert.equal(stream, `market-${placed.marketId}`)
      return { id, ...placed, version }
    })

/** I2: each acknowledged bet stands once, as it was answered, and is paid for once; and no other stands. */
export const requireAcknowledged = (events: readonly Event[], bets: ReadonlyMap<string, Bet>): void => {
  const placed = placedBets(events)
  assert.deepEqual(
    placed.map(({ id }) => id).toSorted(),
    [...bets.keys()].toSorted(),
    'bets that stand, beside those acknowledged',
  )
  for (const bet of placed) assert.deepEqual(bet, bets.get(bet.id), `the bet ${bet.id} as it stands and as it was answered`)
  const stakes = events.flatMap(({ type, data }) => (type === 'CreditsTransferred' && data.reason === 'stake' ? [data] : []))
  assert.deepEqual(
    stakes.map(({ betId, from, credits }) => [betId, from, credits]).toSorted(),
    placed.map(({ id, userId, stake }) => [id, userId, stake]).toSorted(),
    'what was paid for bets',
  )
}
