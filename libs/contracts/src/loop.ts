/** A loop with a life of its own: works, sleeps until it is time or it is woken, tries again after a fault. Every follower of a log runs on it. */

export interface LoopOptions {
  /** One round; answers how many milliseconds to sleep before the next, or `done` when there will be none. */
  work(): Promise<number | 'done'>
  /** Told of what `work` threw, the n-th fault in a row; the loop goes on after a pause. */
  onFault(fault: unknown, faults: number): void
  /** Pause after the n-th fault in a row, milliseconds. */
  pauseMs(faults: number): number
}

export class Loop {
  private stopped = false
  /** A wake in the middle of a round must not be lost: the sleep after it ends at once. */
  private woken = false
  private endSleep: () => void = () => undefined
  private running: Promise<void> = Promise.resolve()
  private readonly options: LoopOptions

  constructor(options: LoopOptions) {
    this.options = options
  }

  /** Resolves when the work is done, or after `stop`. */
  start(): Promise<void> {
    this.running = this.run()
    return this.running
  }

  /** Resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true
    this.endSleep()
    await this.running
  }

  wake(): void {
    this.woken = true
    this.endSleep()
  }

  private async run(): Promise<void> {
    let faults = 0
    while (!this.stopped) {
      this.woken = false
      try {
        const next = await this.options.work()
        if (next === 'done') return
        faults = 0
        await this.sleep(next, { wakeable: true })
      } catch (fault) {
        if (this.stopped) return
        this.options.onFault(fault, ++faults)
        await this.sleep(this.options.pauseMs(faults), { wakeable: false })
      }
    }
  }

  /** A pause after a fault ends early only for a stop: wakes come often, and the fault is still there. */
  private sleep(ms: number, { wakeable }: { readonly wakeable: boolean }): Promise<void> {
    if (this.stopped || (this.woken && wakeable) || ms <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.endSleep = () => {
        if (!wakeable && !this.stopped) return
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
