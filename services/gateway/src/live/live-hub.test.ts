/** What the hub tells at once: changes that end the bets of a market, and what became of it. */
import { newId } from '@agent-arena/contracts'
import { InProcessBus } from '@agent-arena/message-bus'
import { silentLogger } from '@agent-arena/service-kit'
import { eventually } from '@agent-arena/testing'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { StandIns } from '../testing/stand-ins.ts'
import type { Connection } from './connection.ts'
import { LiveHub, LOBBY } from './live-hub.ts'

const HOUR_MS = 3_600_000

let bus: InProcessBus
let services: StandIns
let hub: LiveHub
let probe: Awaited<ReturnType<typeof watch>>

const tell = (type: string, marketId: string) => services.tell('betting', { type, data: { marketId } })

/** Watches a stream that tells what can wait once an hour; its state is how often it was looked at. */
const watch = async (marketId = newId('market'), key: string = newId('market')) => {
  const seen = { marketId, looks: 0, latest: '' }
  const connection = {
    isOpen: true,
    backlogBytes: 0,
    write: (chunk: Buffer) => Boolean((seen.latest = chunk.toString())),
    onClosed: () => undefined,
    end: () => undefined,
  } as unknown as Connection
  const fetch = async () => ({ state: (seen.looks += 1), ids: [marketId], ages: false })
  await hub.joinLatest({ key, event: 'told', paceMs: HOUR_MS, fetch }, () => connection)
  return seen
}

/** Resolves when the hub has taken in all that was told so far. */
const followed = () =>
  eventually(async () => {
    const { looks } = probe
    await tell('MarketLocked', probe.marketId)
    await eventually(() => expect(probe.looks).toBeGreaterThan(looks), { timeoutMs: 100 })
  })

beforeEach(async () => {
  bus = new InProcessBus({ onFault: (fault) => expect(fault).toBeUndefined() })
  services = new StandIns(bus)
  hub = new LiveHub({ bus, logger: silentLogger() })
  hub.start()
  probe = await watch()
  await followed()
})
afterEach(async () => {
  await hub.stop()
  await bus.close()
})

test.each(['MarketLocked', 'MarketSettled', 'MarketReversed', 'MarketVoided'])(
  '%s does not wait for the pace of any stream that shows its market',
  async (type) => {
    const market = await watch()
    const watched = [market, await watch(market.marketId), await watch('', LOBBY), await watch()]
    const before = watched.map(({ looks }) => looks)
    await tell(type, market.marketId)
    await eventually(() => expect(watched.map(({ looks }, index) => looks - (before[index] ?? 0))).toEqual([1, 1, 1, 0]))
    await eventually(() => expect(market.latest).toBe(`event: told\ndata: ${market.looks}\n\n`))
  },
)

test('a bet waits for it', async () => {
  const market = await watch()
  const { looks } = market
  await tell('BetPlaced', market.marketId)
  await followed()
  expect(market.looks).toBe(looks)
})
