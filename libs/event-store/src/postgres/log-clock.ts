/** The database’s clock between two of its answers: never ahead of it, and behind by no more than the way of one answer. */

/** How long an answer is relied on. */
const FRESH_MS = 1000
/** When wall clock and steady clock disagree by more, this machine slept or was set: the database is asked again. */
const DISAGREEMENT_MS = 100

interface Heard {
  /** What the database’s clock is ahead of this process’ steady clock, at least. */
  readonly offsetMs: number
  readonly steadyMs: number
  readonly wallMs: number
}

export class LogClock {
  private heard: Heard | null = null
  private latestMs = -Infinity

  /**
   * Takes in a time that the database has just told. It was that late when the answer left, so it is later by now: the answer’s arrival
   * bounds the clock from below, and of the answers of one second the one that came fastest bounds it best.
   */
  hear(clock: Date): void {
    const steadyMs = performance.now()
    const offsetMs = clock.getTime() - steadyMs
    if (this.isFresh() && this.heard && this.heard.offsetMs >= offsetMs) return
    this.heard = { offsetMs, steadyMs, wallMs: Date.now() }
  }

  /** The time, which never goes back; null when the last answer is too old. */
  now(): string | null {
    if (!this.heard || !this.isFresh()) return null
    this.latestMs = Math.max(this.latestMs, Math.floor(this.heard.offsetMs + performance.now()))
    return new Date(this.latestMs).toISOString()
  }

  /** The latest time that `now` has told. */
  get latest(): string | null {
    return this.latestMs === -Infinity ? null : new Date(this.latestMs).toISOString()
  }

  private isFresh(): boolean {
    if (!this.heard) return false
    const steadyMs = performance.now() - this.heard.steadyMs
    const wallMs = Date.now() - this.heard.wallMs
    return steadyMs < FRESH_MS && Math.abs(wallMs - steadyMs) < DISAGREEMENT_MS
  }
}
