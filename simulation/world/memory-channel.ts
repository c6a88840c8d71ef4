/** What a relay sees of the stream in memory: messages go down one connection in order, and what happened to them may stay unknown. */
import type { StoredEvent } from '@agent-arena/contracts'
import { ChainBroken, StreamTruncated, type LogChannel, type Tail } from '@agent-arena/message-bus'
import type { Random } from '@agent-arena/testing'
import type { Wire } from '../engine/wire.ts'
import type { Expected, MemoryStream } from './memory-stream.ts'

export interface ChannelOptions {
  readonly wire: Wire
  readonly stream: MemoryStream
  readonly random: Random
}

/** Messages that travel together, about. */
const TOGETHER = 3

interface Sending {
  readonly events: readonly StoredEvent[]
  readonly after: Tail
  readonly resolve: (tail: Tail) => void
  readonly reject: (fault: Error) => void
}

export class MemoryChannel implements LogChannel {
  protected readonly options: ChannelOptions

  constructor(options: ChannelOptions) {
    this.options = options
  }

  /** Two questions, as on NATS: the stream may change between them. */
  async tail(): Promise<Tail> {
    const { wire, stream } = this.options
    const sequence = await wire.call('stream.tail', () => {
      stream.make()
      return stream.lastSequence
    })
    const last = await wire.call('stream.last', () => stream.lastUpTo(sequence)?.event)
    return { sequence, event: last ? { id: last.id, position: last.position } : null }
  }

  async remake(): Promise<Tail> {
    const { wire, stream } = this.options
    await wire.call('stream.delete', () => stream.delete())
    return this.tail()
  }

  publish(events: readonly StoredEvent[], after: Tail): Promise<Tail> {
    const { promise, resolve, reject } = Promise.withResolvers<Tail>()
    void this.send({ events, after, resolve, reject })
    return promise
  }

  protected expectedOf(before: StoredEvent | undefined, after: Tail): Expected {
    return before ? { id: before.id } : { sequence: after.sequence }
  }

  /** The sender may be told of a break while what it has sent still travels. */
  private async send({ events, after, resolve, reject }: Sending): Promise<void> {
    const { wire, random } = this.options
    const fail = (fault: Error) => void wire.arriveBack().then(() => reject(fault))
    let [end, hasFailed] = [after.sequence, false]
    for (const [index, event] of events.entries()) {
      if (random.below(TOGETHER) === 0) await wire.way()
      const answer = wire.breaks()
        ? new ChainBroken('The connection broke.')
        : this.put(event, { before: events[index - 1], after })
      if (typeof answer === 'number') end = Math.max(end, answer)
      else {
        fail(answer)
        hasFailed = true
        if (random.chance(0.5)) return
      }
    }
    await wire.arriveBack()
    const last = events.at(-1)
    if (wire.breaks()) fail(new ChainBroken('The stream did not answer in time.'))
    else if (last && !hasFailed) resolve({ sequence: end, event: { id: last.id, position: last.position } })
  }

  private put(event: StoredEvent, { before, after }: { before: StoredEvent | undefined; after: Tail }): number | Error {
    const { wire, stream } = this.options
    wire.note(`publishes ${event.position}`)
    try {
      const { sequence, isDuplicate } = stream.put(event, this.expectedOf(before, after))
      return isDuplicate && sequence <= after.sequence ? new StreamTruncated() : sequence
    } catch (refusal) {
      return new ChainBroken((refusal as Error).message)
    }
  }
}
