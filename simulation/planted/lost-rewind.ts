/** Planted: after a fault, a relay that believes what it remembers instead of asking the stream where it ends. */
import type { StoredEvent } from '@agent-arena/contracts'
import type { Tail } from '@agent-arena/message-bus'
import { MemoryChannel } from '../world/memory-channel.ts'
import type { Parts } from '../world/parts.ts'

class ForgetfulChannel extends MemoryChannel {
  private remembered: Tail | null = null

  override async tail(): Promise<Tail> {
    const { sequence, event } = await super.tail()
    return { sequence, event: this.remembered?.event ?? event }
  }

  override publish(events: readonly StoredEvent[], after: Tail): Promise<Tail> {
    const last = events.at(-1)
    if (last) this.remembered = { sequence: after.sequence + events.length, event: { id: last.id, position: last.position } }
    return super.publish(events, after)
  }
}

export const lostRewind: Partial<Parts> = { channel: (options) => new ForgetfulChannel(options) }
