/** Insights on a real database, with honest logs in the place of sandbox and betting. */
import { kitOperations, serviceContext, type Fact, type InputOf, type Operation, type StoredEvent } from '@agent-arena/contracts'
import { MemoryEventLog } from '@agent-arena/event-store'
import { InProcessBus } from '@agent-arena/message-bus'
import { offerLog } from '@agent-arena/message-bus/testing'
import { Service, silentLogger } from '@agent-arena/service-kit'
import { insightsService } from '../insights.module.ts'

const sources = ['sandbox', 'betting'] as const
type Source = (typeof sources)[number]

export interface InsightsHouse {
  tell(source: Source, ...facts: readonly Fact[]): Promise<readonly StoredEvent[]>
  ask<T extends Operation>(operation: T, input: InputOf<T>): ReturnType<typeof InProcessBus.prototype.request<T>>
  /** Waits until the feeds show everything that was told. */
  caughtUp(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
  close(): Promise<void>
}

export const openInsightsHouse = async (databaseUrl: string): Promise<InsightsHouse> => {
  const bus = new InProcessBus({ onFault: () => undefined })
  const logs = { sandbox: new MemoryEventLog(), betting: new MemoryEventLog() }
  for (const source of sources) offerLog(bus, { source, log: logs[source] })
  let service: Service | null = null
  const start = async () => {
    service = new Service({ databaseUrl, bus, logger: silentLogger() }, insightsService())
    await service.onModuleInit()
    await service.onApplicationBootstrap()
  }
  const stop = async () => {
    await service?.beforeApplicationShutdown()
    await service?.onApplicationShutdown()
    service = null
  }
  const { awaitPosition } = kitOperations('insights')
  await start()
  return {
    tell: async (source, ...facts) => {
      const meta = { actor: `service:${source}`, correlationId: 'test' }
      return logs[source].append([{ stream: `told-${crypto.randomUUID()}`, expectedVersion: 0, facts }], { meta })
    },
    ask: (operation, input) => bus.request(operation, input, serviceContext('gateway')),
    caughtUp: async () => {
      for (const source of sources)
        await bus.request(
          awaitPosition,
          { source, position: await logs[source].head(), timeoutMs: 8000 },
          serviceContext('gateway'),
        )
    },
    start,
    stop,
    close: async () => {
      await stop()
      await bus.close()
    },
  }
}
