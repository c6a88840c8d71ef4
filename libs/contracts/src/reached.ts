/** How far a reader has come, and who waits for it to come further. */

interface Waiter {
  readonly position: number
  readonly resolve: () => void
}

export class Reached {
  private readonly waiting = new Set<Waiter>()
  private position: number

  constructor(position = 0) {
    this.position = position
  }

  get current(): number {
    return this.position
  }

  /** Never goes back. */
  advance(position: number): void {
    this.position = Math.max(this.position, position)
    for (const waiter of this.waiting)
      if (waiter.position <= this.position) {
        this.waiting.delete(waiter)
        waiter.resolve()
      }
  }

  /** Resolves with true once the position is reached, with false when the time is over first; nobody waits for ever. */
  wait(position: number, timeoutMs: number): Promise<boolean> {
    if (position <= this.position) return Promise.resolve(true)
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        this.waiting.delete(waiter)
        resolve(false)
      }, timeoutMs)
      const waiter: Waiter = {
        position,
        resolve: () => {
          clearTimeout(late)
          resolve(true)
        },
      }
      this.waiting.add(waiter)
    })
  }

  /** Nothing more will come: nobody is to wait. */
  release(): void {
    this.advance(Infinity)
  }
}
