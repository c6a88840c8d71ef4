/** The whole betting service on a real database, with an honest log in the place of the sandbox service. */
import {
  auditLedger,
  kitOperations,
  reverseSettlement,
  serviceContext,
  type SandboxServiceFact,
  type ServiceName,
} from '@agent-arena/contracts'
import { MemoryEventLog, openPool } from '@agent-arena/event-store'
import { InProcessBus } from '@agent-arena/message-bus'
import { offerLog } from '@agent-arena/message-bus/testing'
import { Metrics, Service, silentLogger, type Platform } from '@agent-arena/service-kit'
import type { Pool } from 'pg'
import { defaultBettingConfig, type BettingConfig } from '../betting.config.ts'
import { bettingService } from '../betting.module.ts'
import { audience, type Ask } from './audience.ts'

const startService = async (platform: Pick<Platform, 'databaseUrl' | 'bus' | 'metrics'>, config: BettingConfig) => {
  const service = new Service({ ...platform, logger: silentLogger() }, bettingService(config))
  await service.onModuleInit()
  await service.onApplicationBootstrap()
  return service
}

const stopService = async (service: Service) => {
  await service.beforeApplicationShutdown()
  await service.onApplicationShutdown()
}

/** A house whose service is not started yet. Faults of handlers are gathered; a test that expects none looks that there are none. */
export const bettingHouse = (given: Partial<BettingConfig> = {}) => {
  const config = { ...defaultBettingConfig, ...given }
  const faults: unknown[] = []
  const bus = new InProcessBus({ onFault: (fault) => faults.push(fault) })
  const sandboxLog = new MemoryEventLog()
  offerLog(bus, { source: 'sandbox', log: sandboxLog })
  const metrics = new Metrics()
  let databaseUrl: string | undefined
  let service: Service | undefined

  const urlOfDatabase = () => {
    if (databaseUrl === undefined) throw new Error('The house has no database yet.')
    return databaseUrl
  }

  const start = async () => {
    service = await startService({ databaseUrl: urlOfDatabase(), bus, metrics }, config)
  }

  const stop = async () => {
    if (service) await stopService(service)
    service = undefined
  }

  const ask: Ask = (operation, input, context = serviceContext('gateway')) => bus.request(operation, input, context)

  const { awaitPosition } = kitOperations('betting')
  const caughtUp = (source: ServiceName, position: number) => ask(awaitPosition, { source, position, timeoutMs: 10_000 })

  /** Appends facts to the log of the sandbox service and waits until betting has acted on them, payouts included. */
  const tellAs = async (actor: string, ...facts: readonly SandboxServiceFact[]) => {
    const stream = `test-${crypto.randomUUID()}`
    const meta = serviceContext('sandbox')
    const events = await sandboxLog.append([{ stream, expectedVersion: 0, facts }], {
      meta: { ...meta, actor },
    })
    await caughtUp('sandbox', events.at(-1)?.position ?? 0)
    await settled()
  }

  const tell = (...facts: readonly SandboxServiceFact[]) => tellAs('service:sandbox', ...facts)

  const settled = async () => {
    const { position } = await ask(auditLedger, {})
    await caughtUp('betting', position)
  }

  return {
    bus,
    metrics,
    faults,
    ask,
    tell,
    tellAs,
    settled,
    ...audience(ask),
    /** Corrects a settlement and waits until the accounts have followed. */
    reverse: async (
      marketId: string,
      winners: string[],
      { reason = 'The check was wrong.', key = crypto.randomUUID() as string } = {},
    ) => {
      const caller = { kind: 'operator', id: 'operator', name: 'operator' } as const
      const context = { ...serviceContext('gateway', { idempotencyKey: key }), caller }
      const corrected = await ask(reverseSettlement, { marketId, winners, reason }, context)
      await settled()
      return corrected
    },
    open: (url: string) => {
      databaseUrl = url
      return start()
    },
    /** Work beside the service, on its database. */
    onPool: async (work: (pool: Pool) => Promise<unknown>) => {
      const pool = openPool(urlOfDatabase(), 'betting', { max: 2 })
      await work(pool).finally(() => pool.end())
    },
    stop,
    start,
    close: async () => {
      await stop()
      await bus.close()
    },
  }
}

export type BettingHouse = ReturnType<typeof bettingHouse>

export const openBettingHouse = async (databaseUrl: string, given: Partial<BettingConfig> = {}): Promise<BettingHouse> => {
  const house = bettingHouse(given)
  await house.open(databaseUrl)
  return house
}
