/** Watches over all runs: one keeper a match or single sandbox, begun when it is requested and again after a restart. */
import type { SandboxRequested, StoredEvent } from '@agent-arena/contracts'
import type { Room } from '@agent-arena/service-kit'
import { RunKeeper, type KeeperParts } from './run-keeper.ts'
import type { RunGroup } from './standing.ts'

export interface SupervisorParts extends KeeperParts {
  /** Groups with a sandbox that is not destroyed, or a match that is not over. */
  openGroups(): Promise<readonly RunGroup[]>
}

const nameOf = ({ matchId, sandboxIds }: RunGroup) => matchId ?? sandboxIds[0] ?? ''

export class Supervisor implements Room {
  private readonly keepers = new Map<string, RunKeeper>()
  private unsubscribe: () => void = () => undefined
  private readonly parts: SupervisorParts

  constructor(parts: SupervisorParts) {
    this.parts = parts
  }

  async start(): Promise<void> {
    const { driver, log, logger } = this.parts
    const orphans = await driver.collectOrphans()
    if (orphans > 0) logger.info({ orphans }, 'removed what an earlier arena had left')
    this.unsubscribe = log.onAppended((events) => this.hear(events))
    for (const group of await this.parts.openGroups()) this.keep(group)
  }

  async stop(): Promise<void> {
    this.unsubscribe()
    await Promise.all([...this.keepers.values()].map((keeper) => keeper.stop()))
    await this.parts.driver.stop()
  }

  problems(): readonly string[] {
    return this.parts.driver.problems()
  }

  private hear(events: readonly StoredEvent[]): void {
    const requests = events.filter(({ type }) => type === 'SandboxRequested').map(({ data }) => data as SandboxRequested['data'])
    for (const group of groupsOf(requests)) this.keep(group)
    for (const { type, data } of events)
      if (type !== 'AgentStepRecorded') this.keeperOf(data as { matchId?: string; sandboxId?: string })?.wake()
  }

  private keeperOf({ matchId, sandboxId }: { matchId?: string; sandboxId?: string }) {
    return this.keepers.get(matchId ?? '') ?? this.keepers.get(sandboxId ?? '')
  }

  private keep(group: RunGroup): void {
    const name = nameOf(group)
    if (this.keepers.has(name)) return
    const keeper = new RunKeeper(this.parts, group)
    this.keepers.set(name, keeper)
    void keeper.start().finally(() => this.keepers.delete(name))
  }
}

const groupsOf = (requests: readonly SandboxRequested['data'][]): readonly RunGroup[] =>
  [...Map.groupBy(requests, ({ matchId, sandboxId }) => matchId ?? sandboxId).values()].map((group) => ({
    matchId: group[0]?.matchId ?? null,
    sandboxIds: group.map(({ sandboxId }) => sandboxId),
  }))
