/** When the demo makes a match: at every start, and then only while somebody watches. */
import { countViewers, createMatch, getMatch, listMatches, newId, type Match, type MatchStatus } from '@agent-arena/contracts'
import { InProcessBus, serve } from '@agent-arena/message-bus'
import { eventually } from '@agent-arena/testing'
import { afterEach, expect, test } from '@jest/globals'
import { Demo } from './demo.ts'

const LONG_AGO = '2026-01-01T00:00:00.000Z'

const matchThatIs = (status: MatchStatus): Match => ({
  id: newId('match'),
  title: 'Mug cup',
  goal: { text: 'Buy two mugs.' },
  status,
  result: status === 'decided' ? { winner: null, tied: [] } : null,
  marketId: newId('market'),
  rated: false,
  seed: 1,
  timeLimitSeconds: 60,
  createdAt: LONG_AGO,
  startsAt: LONG_AGO,
  startedAt: null,
  decidedAt: LONG_AGO,
  sandboxes: [],
})

/** An arena in which every match that is made is decided at once. */
class Arena {
  readonly said: string[] = []
  private readonly bus = new InProcessBus({ onFault: (fault) => this.said.push(String(fault)) })
  private readonly demo = new Demo({
    bus: this.bus,
    say: (line) => this.said.push(line),
    onFault: (fault) => this.said.push(String(fault)),
  })
  matches: Match[]

  constructor(matches: Match[], viewers = 0) {
    this.matches = matches
    const made = () => {
      this.matches = [matchThatIs('decided'), ...this.matches]
      return this.matches[0] as Match
    }
    for (const served of [
      serve(listMatches, async () => ({ items: this.matches, next: null })),
      serve(getMatch, async ({ matchId }) => this.matches.find(({ id }) => id === matchId) as Match),
      serve(countViewers, async () => ({ viewers })),
      serve(createMatch, async () => made()),
    ])
      this.bus.serve(served)
  }

  async start(): Promise<void> {
    await this.demo.start()
  }

  /** Ends the match that was going on at the start. */
  end(status: 'decided' | 'voided'): void {
    this.matches = this.matches.map((match) => ({ ...match, status }))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.demo.stop()
    await this.bus.close()
  }
}

let arena: Arena
afterEach(() => arena[Symbol.asyncDispose]())

const open = async (matches: Match[], viewers?: number): Promise<Arena> => {
  arena = new Arena(matches, viewers)
  await arena.start()
  return arena
}

/** Time in which the demo has looked at least twice. */
const looks = () => new Promise((resolve) => setTimeout(resolve, 2500))

test('a start makes one match, with nobody watching, and then the demo rests', async () => {
  await open([])
  await looks()
  expect(arena.matches).toHaveLength(1)
})

test('a match that a stop had cut off is made up for, once, with nobody watching', async () => {
  await open([matchThatIs('running')])
  arena.end('voided')
  await looks()
  expect(arena.matches.map(({ status }) => status)).toEqual(['decided', 'voided'])
})

test('a match that goes on over the start is the demo of that start', async () => {
  await open([matchThatIs('running')])
  arena.end('decided')
  await looks()
  expect(arena.matches).toHaveLength(1)
})

test('while somebody watches, another match follows the last', async () => {
  await open([matchThatIs('running')], 1)
  arena.end('decided')
  await eventually(() => expect(arena.matches.length).toBeGreaterThan(1))
})
