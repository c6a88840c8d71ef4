/** How far a reader has come, whichever process leads it: told by the leader where it is here, looked up in the database where not. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Reached } from '@agent-arena/contracts'

/** How often the database is asked while another process leads. */
const LOOK_MS = 20
/** How long one waits for the leader of this process before it is asked again who leads. */
const TURN_MS = 200

export class Progress {
  private readonly reached = new Reached()
  private led = false
  private readonly lookUp: () => Promise<number>

  constructor(lookUp: () => Promise<number>) {
    this.lookUp = lookUp
  }

  /** Whether this process leads, and so tells each advance. */
  get isLed(): boolean {
    return this.led
  }

  lead(position: number): void {
    this.led = true
    this.advance(position)
  }

  standBy(): void {
    this.led = false
  }

  advance(position: number): void {
    this.reached.advance(position)
  }

  /** True once the position is reached, false when the time is over first. */
  async wait(position: number, timeoutMs: number): Promise<boolean> {
    for (const end = performance.now() + timeoutMs; ;) {
      if (this.reached.current >= position) return true
      const restMs = end - performance.now()
      if (restMs <= 0) return false
      if (this.led) await this.reached.wait(position, Math.min(TURN_MS, restMs))
      else await this.look(position)
    }
  }

  /** Nothing more will come: nobody is to wait. */
  release(): void {
    this.reached.release()
  }

  private async look(position: number): Promise<void> {
    this.advance(await this.lookUp())
    if (this.reached.current < position) await sleep(LOOK_MS)
  }
}
