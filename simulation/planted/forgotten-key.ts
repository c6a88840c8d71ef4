/** Planted: a log that forgets the keys of the commands which it has taken. */
import type { StoredEvent } from '@agent-arena/contracts'
import { MemoryEventLog, type AppendOptions, type StreamAppend } from '@agent-arena/event-store'
import type { Parts } from '../world/parts.ts'

class KeylessLog extends MemoryEventLog {
  override append(appends: readonly StreamAppend[], { meta }: AppendOptions): Promise<readonly StoredEvent[]> {
    return super.append(appends, { meta })
  }
}

export const forgottenKey: Partial<Parts> = { bankLog: () => new KeylessLog() }
