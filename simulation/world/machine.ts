/** The processes of a house: started, killed, stopped, paused. Some of them are up at any time, or none. */
import type { House } from './house.ts'
import { Replica } from './replica.ts'

export class Machine {
  private started = 0
  private replicas: readonly Replica[] = []
  private readonly house: House

  constructor(house: House) {
    this.house = house
  }

  get up(): readonly Replica[] {
    return this.replicas
  }

  start(): void {
    const replica = new Replica(`r${++this.started}`, this.house)
    this.replicas = [...this.replicas, replica]
    this.house.scheduler.note(`${replica.name} starts`)
    replica.start()
  }

  crash(replica: Replica): void {
    this.house.scheduler.note(`${replica.name} dies`)
    this.forget(replica)
    replica.crash()
  }

  leave(replica: Replica): void {
    this.house.scheduler.note(`${replica.name} leaves`)
    this.forget(replica)
    void replica.leave()
  }

  pause(replica: Replica, ms: number): void {
    const { scheduler } = this.house
    scheduler.note(`${replica.name} stands still for ${ms}`)
    replica.pausedUntil = scheduler.now + ms
  }

  /** At the end nothing may go on. */
  end(): void {
    for (const replica of this.replicas) replica.crash()
  }

  private forget(gone: Replica): void {
    this.replicas = this.replicas.filter((replica) => replica !== gone)
  }
}
