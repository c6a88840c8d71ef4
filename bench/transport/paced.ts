/** From the call of an append to the consumer’s handler, at a steady rate: the median and what one in a hundred exceeds. */
import { quantile } from '../report.ts'

export interface Latency {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Of the appends alone: what no transport can be faster than. */
  readonly appendP50Ms: number
  readonly appendP99Ms: number
  /** Events that had not arrived when all was quiet. */
  readonly missing: number
}

const TICK_MS = 2
const SETTLE_MS = 2000

export interface Pace {
  readonly perSecond: number
  readonly seconds: number
  /** Appends one event that carries its number. */
  append(number: number): Promise<unknown>
}

export class LatencyMeter {
  private readonly begun = new Map<number, number>()
  private readonly arrived: number[] = []
  private readonly appended: number[] = []

  /** The consumer has an event. */
  see(number: number): void {
    const begun = this.begun.get(number)
    if (begun === undefined) return
    this.begun.delete(number)
    this.arrived.push(performance.now() - begun)
  }

  /** An open loop: what is late does not slow down what comes after it. */
  async run({ perSecond, seconds, append }: Pace): Promise<Latency> {
    const from = performance.now()
    const waiting: Promise<unknown>[] = []
    for (let made = 0; made < perSecond * seconds;) {
      await new Promise((resolve) => setTimeout(resolve, TICK_MS))
      const due = Math.min(perSecond * seconds, ((performance.now() - from) / 1000) * perSecond)
      for (; made < due; made++) waiting.push(this.time(made, append))
    }
    await Promise.all(waiting)
    for (let waited = 0; this.begun.size > 0 && waited < SETTLE_MS; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50))
    return {
      perSecond,
      p50Ms: quantile(this.arrived, 0.5),
      p99Ms: quantile(this.arrived, 0.99),
      appendP50Ms: quantile(this.appended, 0.5),
      appendP99Ms: quantile(this.appended, 0.99),
      missing: this.begun.size,
    }
  }

  private async time(number: number, append: Pace['append']): Promise<void> {
    const begun = performance.now()
    this.begun.set(number, begun)
    await append(number)
    this.appended.push(performance.now() - begun)
  }
}
