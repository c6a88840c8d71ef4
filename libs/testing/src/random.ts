/** Chance with a seed (mulberry32): the same seed draws the same numbers on every machine, so that what happened can be had again. */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** For seeds that are counted up: neighbours begin far apart. Another sequence than that of the seed itself. */
  static farFromNeighbours(seed: number): Random {
    return new Random(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b))
  }

  /** From 0, below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from 0, below the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  /** Whether something happens that happens with this probability. */
  chance(share: number): boolean {
    return this.next() < share
  }

  /** Throws when there is nothing to choose from. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('There is nothing to choose from.')
    return items[this.below(items.length)] as T
  }

  /** A new order of the same. */
  shuffled<T>(items: readonly T[]): readonly T[] {
    return items
      .map((item) => [this.next(), item] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, item]) => item)
  }
}
