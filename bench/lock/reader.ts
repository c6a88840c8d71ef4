/** A reader of a market's live stream, who notes when it saw that the market takes no more bets. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Market } from '@agent-arena/contracts'

export interface SeenLock {
  /** By the clock of this machine, in milliseconds. */
  readonly at: number
  readonly market: Market
}

const RETRY_MS = 20

/** The stream, once there is such a market. */
const open = async (address: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> => {
  for (;;) {
    const { status, body } = await fetch(address, { signal })
    if (status === 200 && body) return body
    await body?.cancel()
    await sleep(RETRY_MS)
  }
}

const marketIn = (block: string): Market | undefined => {
  const data = block.split('\n').find((line) => line.startsWith('data: '))
  return data === undefined ? undefined : (JSON.parse(data.slice('data: '.length)) as Market)
}

const firstLock = async (body: ReadableStream<Uint8Array>): Promise<SeenLock> => {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    const at = Date.now()
    const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n')
    text = blocks.pop() ?? ''
    const market = blocks.map(marketIn).find((state) => state && state.status !== 'open')
    if (market) return { at, market }
  }
  throw new Error('The stream ended before the lock.')
}

/** Resolves when the market is watched; `lock` when it was seen to be locked. */
export const watchMarket = async (url: string, marketId: string): Promise<{ readonly lock: Promise<SeenLock> }> => {
  const reading = new AbortController()
  const body = await open(`${url}/api/v1/markets/${marketId}/stream`, reading.signal)
  const lock = firstLock(body).finally(() => reading.abort())
  lock.catch(() => undefined) // Whoever waits for it is told; until then nobody does.
  return { lock }
}
