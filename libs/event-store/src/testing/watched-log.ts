/** A log in memory that tells what is read of it, and can be kept waiting, fail, and lose its answer; and what others do to it. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { AppendOptions, StreamAppend, StreamRead } from '../event-log.ts'
import { MemoryEventLog } from '../memory/memory-log.ts'

/** Counts its reads and what they bring; keeps appends and answers waiting while it is held; can fail the next one, or lose its answer. */
export class WatchedLog extends MemoryEventLog {
  readonly loads: string[] = []
  eventsRead = 0
  appends = 0
  gate: Promise<unknown> = Promise.resolve()
  failNext = false
  loseNext = false
  override async load(streams: readonly StreamRead[]) {
    this.loads.push(...streams.map(({ stream }) => stream))
    const [loaded] = await Promise.all([super.load(streams), this.gate])
    for (const events of loaded.streams.values()) this.eventsRead += events.length
    return loaded
  }
  override async append(appends: readonly StreamAppend[], options: AppendOptions): Promise<readonly StoredEvent[]> {
    this.appends++
    const [fails, isLost] = [this.failNext, this.loseNext]
    this.failNext = this.loseNext = false
    await this.gate
    if (fails) throw new Error('The disk is full.')
    const stored = await super.append(appends, options)
    if (isLost) throw new Error('The connection is lost.')
    return stored
  }
}

/** What somebody else does to the log, unseen by the cache. */
export const elsewhere = (log: MemoryEventLog, stream: string, expectedVersion: number, by: number) =>
  log.append([{ stream, expectedVersion, facts: [{ type: 'Counted', data: { by } }] }], {
    meta: { actor: 'service:betting', correlationId: 'c-1' },
  })

export const held = (log: WatchedLog) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  log.gate = promise
  return resolve
}
