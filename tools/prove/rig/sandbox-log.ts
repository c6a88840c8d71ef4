/** The log of the sandbox service in the hands of the rig: a real log on Postgres, served and carried like that of any service. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fact } from '@agent-arena/contracts'
import { isUnavailable, logMigrations, migrate, openPool, PostgresEventLog, VersionConflict } from '@agent-arena/event-store'
import type { MessageBus } from '@agent-arena/message-bus'
import { offerLog } from '@agent-arena/message-bus/testing'

const RETRY_MS = 100
const meta = { actor: 'service:sandbox', correlationId: 'prove' }

export interface SandboxLog {
  readonly log: PostgresEventLog
  /** Resolves when the facts stand in the log, however often the database was away meanwhile. */
  tell(...facts: readonly Fact[]): Promise<void>
  /** At the end of a stream that nobody else writes, while the database is there. */
  tellIn(stream: string, ...facts: readonly Fact[]): Promise<void>
  close(): Promise<void>
}

/** A stream of its own for each telling: one that stands already was written by an attempt whose answer was lost. */
const tellOnce = async (log: PostgresEventLog, facts: readonly Fact[]): Promise<void> => {
  const stream = `told-${crypto.randomUUID()}`
  for (;;) {
    try {
      await log.append([{ stream, expectedVersion: 0, facts }], { meta })
      return
    } catch (error) {
      if (error instanceof VersionConflict) return
      if (!isUnavailable(error)) throw error
      await sleep(RETRY_MS)
    }
  }
}

export const openSandboxLog = async (databaseUrl: string, bus: MessageBus): Promise<SandboxLog> => {
  await using opened = new AsyncDisposableStack()
  const pool = opened.adopt(openPool(databaseUrl, 'sandbox'), (closing) => closing.end())
  await migrate(pool, 'sandbox', [logMigrations])
  const log = new PostgresEventLog(pool)
  opened.adopt(offerLog(bus, { source: 'sandbox', log }), (carrying) => carrying.stop())
  const whole = opened.move()
  return {
    log,
    tell: (...facts) => tellOnce(log, facts),
    tellIn: async (stream, ...facts) => {
      await log.append([{ stream, expectedVersion: await log.versionOf(stream), facts }], { meta })
    },
    close: () => whole.disposeAsync(),
  }
}
