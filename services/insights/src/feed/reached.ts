/** How far a reader has come, and who waits for it to come further. */

export class Reached {
  private position = 0
  private waiting: { readonly position: number; readonly resolve: () => void }[] = []

  advance(position: number): void {
    this.position = Math.max(this.position, position)
    const free = this.waiting.filter((waiter) => waiter.position <= this.position)
    this.waiting = this.waiting.filter((waiter) => waiter.position > this.position)
    for (const { resolve } of free) resolve()
  }

  wait(position: number): Promise<void> {
    if (position <= this.position) return Promise.resolve()
    return new Promise((resolve) => this.waiting.push({ position, resolve }))
  }

  /** Nothing more will come. */
  release(): void {
    this.advance(Infinity)
  }
}
