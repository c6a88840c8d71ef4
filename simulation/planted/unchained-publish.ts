/** Planted: a relay whose messages do not say what must stand before them. */
import { MemoryChannel } from '../world/memory-channel.ts'
import type { Expected } from '../world/memory-stream.ts'
import type { Parts } from '../world/parts.ts'

class UnchainedChannel extends MemoryChannel {
  protected override expectedOf(): Expected {
    return 'anything'
  }
}

export const unchainedPublish: Partial<Parts> = { channel: (options) => new UnchainedChannel(options) }
