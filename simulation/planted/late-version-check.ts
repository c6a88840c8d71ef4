/** Planted: a log that looks at the versions first and writes a moment later, to whatever version it finds then. */
import type { StoredEvent } from '@agent-arena/contracts'
import { MemoryEventLog, VersionConflict, type AppendOptions, type StreamAppend } from '@agent-arena/event-store'
import type { Scheduler } from '../engine/scheduler.ts'
import type { Parts } from '../world/parts.ts'

const MOMENT_MS = 10

class HastyLog extends MemoryEventLog {
  private readonly scheduler: Scheduler

  constructor(scheduler: Scheduler) {
    super()
    this.scheduler = scheduler
  }

  override async append(appends: readonly StreamAppend[], options: AppendOptions): Promise<readonly StoredEvent[]> {
    for (const { stream, expectedVersion } of appends)
      if ((await this.versionOf(stream)) !== expectedVersion) throw new VersionConflict(stream)
    await this.scheduler.turn(MOMENT_MS)
    const found = appends.map(async (append) => ({ ...append, expectedVersion: await this.versionOf(append.stream) }))
    return super.append(await Promise.all(found), options)
  }
}

export const lateVersionCheck: Partial<Parts> = { bankLog: (scheduler) => new HastyLog(scheduler) }
