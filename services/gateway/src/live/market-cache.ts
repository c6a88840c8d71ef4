/** Markets as betting last told them, so that a lobby of many sandboxes asks only for what changed. */
import { getMarket, isRejection, serviceContext, type Market } from '@agent-arena/contracts'
import type { MessageBus } from '@agent-arena/message-bus'

/** Open markets change with time alone, because the weight of a bet falls. */
const OPEN_FOR_MS = 900
const MAX_KEPT = 1000

interface Kept {
  readonly market: Promise<Market | null>
  until: number
}

export class MarketCache {
  private readonly kept = new Map<string, Kept>()
  private readonly bus: MessageBus

  constructor(bus: MessageBus) {
    this.bus = bus
  }

  /** Null while betting has not opened it yet. */
  find(marketId: string): Promise<Market | null> {
    const known = this.kept.get(marketId)
    if (known && known.until > Date.now()) return known.market
    if (this.kept.size >= MAX_KEPT) this.kept.clear()
    const kept: Kept = { market: this.fetch(marketId), until: Date.now() + OPEN_FOR_MS }
    this.kept.set(marketId, kept)
    void this.settle(marketId, kept)
    return kept.market
  }

  async findAll(marketIds: Iterable<string>): Promise<Market[]> {
    const markets = await Promise.all([...new Set(marketIds)].map((id) => this.find(id)))
    return markets.filter((market) => market !== null)
  }

  /** It changed: the next reader asks betting again. */
  forget(marketId: string): void {
    this.kept.delete(marketId)
  }

  clear(): void {
    this.kept.clear()
  }

  /** A market that is no longer open stands until an event says otherwise; a failed look is not kept. */
  private async settle(marketId: string, kept: Kept): Promise<void> {
    try {
      const market = await kept.market
      if (market && market.status !== 'open') kept.until = Infinity
    } catch {
      if (this.kept.get(marketId) === kept) this.kept.delete(marketId)
    }
  }

  private async fetch(marketId: string): Promise<Market | null> {
    try {
      return await this.bus.request(getMarket, { marketId }, serviceContext('gateway'))
    } catch (error) {
      if (isRejection(error) && error.reason === 'not-found') return null
      throw error
    }
  }
}
