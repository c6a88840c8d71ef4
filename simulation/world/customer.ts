/** Somebody who moves credits: asks until there is an answer, with the same key each time, and sometimes again after that. */
import { isRejection } from '@agent-arena/contracts'
import type { Answer, Transfer } from '../bank/account.ts'
import { Wire } from '../engine/wire.ts'
import { ACCOUNTS, type House } from './house.ts'
import type { Machine } from './machine.ts'

/** What a customer learned about an order. */
export interface Receipt {
  readonly order: Transfer
  readonly answers: readonly Answer[]
  /** Refused at the first try, so nothing of it may be stored. */
  readonly isRefused: boolean
}

const PATIENCE_MS = 3000
const PAUSE_MS = 400
const MOST_CREDITS = 12
/** Share of orders that are given again after they were answered. */
const AGAIN = 0.2

type Reply = { readonly answer: Answer } | 'refused' | 'unknown'

export class Customer {
  readonly receipts: Receipt[] = []
  private readonly name: string
  private readonly house: House
  private readonly machine: Machine
  private readonly wire: Wire

  constructor(name: string, house: House, machine: Machine) {
    this.name = name
    this.house = house
    this.machine = machine
    const host = { name, isAlive: true, pausedUntil: 0 }
    this.wire = new Wire({
      scheduler: house.scheduler,
      host,
      weather: () => house.weather,
      broken: () => new Error('The connection broke.'),
    })
  }

  /** Resolves when each of its orders is answered or refused. */
  async order(count: number, pauseMs: number): Promise<void> {
    const { scheduler } = this.house
    for (let number = 1; number <= count; number++) {
      await scheduler.turn(scheduler.random.below(pauseMs))
      this.receipts.push(await this.settle(this.nextOrder(number)))
    }
  }

  private nextOrder(number: number): Transfer {
    const { random } = this.house.scheduler
    const from = random.pick(ACCOUNTS)
    const to = random.pick(ACCOUNTS.filter((name) => name !== from))
    return { id: `${this.name}-${number}-${this.receipts.length}`, from, to, credits: random.between(1, MOST_CREDITS) }
  }

  private async settle(order: Transfer): Promise<Receipt> {
    const { scheduler } = this.house
    for (let tries = 1; ; tries++) {
      const reply = await this.ask(order)
      scheduler.note(`${order.id} ${typeof reply === 'string' ? reply : 'answered'}`)
      if (reply === 'refused') return { order, answers: [], isRefused: tries === 1 }
      if (reply !== 'unknown') return { order, isRefused: false, answers: [reply.answer, ...(await this.askAgain(order))] }
      await scheduler.turn(scheduler.random.below(PAUSE_MS))
    }
  }

  private async askAgain(order: Transfer): Promise<readonly Answer[]> {
    if (!this.house.scheduler.random.chance(AGAIN)) return []
    const reply = await this.ask(order)
    if (reply === 'refused') throw new Error(`${order.id} was accepted, and is refused now.`)
    return reply === 'unknown' ? [] : [reply.answer]
  }

  private async ask(order: Transfer): Promise<Reply> {
    const { scheduler } = this.house
    const late = scheduler.turn(PATIENCE_MS).then((): Reply => 'unknown')
    return Promise.race([this.tryOnce(order), late])
  }

  private async tryOnce(order: Transfer): Promise<Reply> {
    const { random } = this.house.scheduler
    try {
      return {
        answer: await this.wire.call('transfer', () => {
          if (this.machine.up.length === 0) throw new Error('Nobody listens.')
          return random.pick(this.machine.up).transfer(order)
        }),
      }
    } catch (fault) {
      return isRejection(fault) && fault.reason === 'insufficient-credits' ? 'refused' : 'unknown'
    }
  }
}
