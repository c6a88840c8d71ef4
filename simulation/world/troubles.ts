/** What happens to a house while it works: processes die, stand still, leave and come back; the stream loses what it held. */
import type { Random } from '@agent-arena/testing'
import type { FaultKind } from '../engine/weather.ts'
import type { House } from './house.ts'
import type { Machine } from './machine.ts'
import type { MemoryStream } from './memory-stream.ts'

const LONGEST_ABSENCE_MS = 2500
const LONGEST_PAUSE_MS = 4000
const POISON = 0.1

export interface TroubleOptions {
  readonly house: House
  readonly machine: Machine
  readonly kinds: readonly FaultKind[]
  readonly meanPauseMs: number
}

export class Troubles {
  private isOver = false
  private readonly options: TroubleOptions

  constructor(options: TroubleOptions) {
    this.options = options
  }

  /** One after the other, until the end. */
  async begin(): Promise<void> {
    const { house, kinds, meanPauseMs } = this.options
    const { scheduler } = house
    if (kinds.length === 0) return
    for (;;) {
      await scheduler.turn(scheduler.random.below(meanPauseMs * 2))
      if (this.isOver) return
      this.cause(scheduler.random.pick(kinds))
    }
  }

  end(): void {
    this.isOver = true
  }

  /** The reaction meets events that it cannot act on, for the time being. */
  poison(): void {
    const { house } = this.options
    const { random } = house.scheduler
    house.bankLog.onAppended((events) => {
      for (const { id } of events) if (!this.isOver && random.chance(POISON)) house.poisoned.add(id)
    })
  }

  private cause(kind: FaultKind): void {
    const { house, machine } = this.options
    const { stream, scheduler } = house
    const { random } = scheduler
    if (kind === 'lose from stream') {
      scheduler.note(kind)
      return loseFrom(stream, random)
    }
    if (kind === 'retry') return house.askRetries()
    if (machine.up.length === 0) return
    const replica = random.pick(machine.up)
    if (kind === 'break leases') return house.leases.breakOff(replica.name)
    if (kind === 'break feed') return stream.dropReaders()
    if (kind === 'pause') return machine.pause(replica, random.below(LONGEST_PAUSE_MS))
    if (kind === 'crash') machine.crash(replica)
    else machine.leave(replica)
    scheduler.after(random.below(LONGEST_ABSENCE_MS), () => machine.start())
  }
}

const MOST_LOST = 8

/** What can happen to a stream on a disk that fails, or that a person clears. */
export const loseFrom = (stream: MemoryStream, random: Random): void => {
  const losses = [
    () => stream.delete(),
    () => stream.purge(),
    () => stream.truncate(random.between(1, MOST_LOST)),
    () => stream.evict(random.between(1, MOST_LOST)),
  ]
  random.pick(losses)()
}
