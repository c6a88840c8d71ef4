/** The house as a process, and what is asked of it. */
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { SandboxServiceFact } from '@agent-arena/contracts'
import type { Programs } from '../with-programs.ts'
import type { Told } from './house.ts'

export class HouseProcess {
  readonly url: string
  private readonly child: ChildProcess
  private readonly waiting = new Map<number, (told: Told) => void>()
  private told = 0

  private constructor(child: ChildProcess, url: string) {
    this.child = child
    this.url = url
    child.on('message', (told: Told) => this.waiting.get(told.number)?.(told))
  }

  static async open({ start }: Programs, databaseUrl: string): Promise<HouseProcess> {
    const { child, first } = await start(join(import.meta.dirname, 'house.ts'), databaseUrl)
    return new HouseProcess(child, first as string)
  }

  /** When the facts were written, in milliseconds of the log's clock, which is that of the machine. */
  async tell(...facts: readonly SandboxServiceFact[]): Promise<number> {
    const number = this.told++
    const told = new Promise<Told>((resolve) => this.waiting.set(number, resolve))
    this.child.send({ number, facts })
    const { at } = await told
    this.waiting.delete(number)
    return Date.parse(at)
  }
}
