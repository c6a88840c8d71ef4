/** The whole betting service on a real database, with an honest log in the place of the sandbox service. */
import {
  auditLedger,
  getMarket,
  getSettlement,
  giveCredits,
  getWallet,
  kitOperations,
  listBets,
  listMyBets,
  listWalletEntries,
  newId,
  openAccount,
  placeBet,
  reverseSettlement,
  serviceContext,
  type InputOf,
  type Operation,
  type RequestContext,
  type SandboxServiceFact,
  type ServiceName,
} from '@agent-arena/contracts'
import { MemoryEventLog } from '@agent-arena/event-store'
import { InProcessBus } from '@agent-arena/message-bus'
import { offerLog } from '@agent-arena/message-bus/testing'
import { Service, silentLogger } from '@agent-arena/service-kit'
import { defaultBettingConfig, type BettingConfig } from '../betting.config.ts'
import { bettingService } from '../betting.module.ts'

export interface User {
  readonly id: string
  readonly name: string
}

export const contextOf = (user: User, idempotencyKey: string = crypto.randomUUID()): RequestContext => ({
  ...serviceContext('gateway', { idempotencyKey }),
  caller: { kind: 'user', ...user },
})

const startService = async (databaseUrl: string, bus: InProcessBus, config: BettingConfig) => {
  const service = new Service({ databaseUrl, bus, logger: silentLogger() }, bettingService(config))
  await service.onModuleInit()
  await service.onApplicationBootstrap()
  return service
}

const stopService = async (service: Service) => {
  await service.beforeApplicationShutdown()
  await service.onApplicationShutdown()
}

/** Faults of handlers are gathered; a test that expects none looks that there are none. */
export const openBettingHouse = async (databaseUrl: string, given: Partial<BettingConfig> = {}) => {
  const config = { ...defaultBettingConfig, ...given }
  const faults: unknown[] = []
  const bus = new InProcessBus({ onFault: (fault) => faults.push(fault) })
  const sandboxLog = new MemoryEventLog()
  offerLog(bus, { source: 'sandbox', log: sandboxLog })
  let service = await startService(databaseUrl, bus, config)

  const ask = <T extends Operation>(operation: T, input: InputOf<T>, context = serviceContext('gateway')) =>
    bus.request(operation, input, context)

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
    faults,
    ask,
    tell,
    tellAs,
    settled,
    newUser: async (name = 'Ada'): Promise<User> => {
      const user = { id: newId('user'), name }
      await ask(openAccount, { userId: user.id, name })
      return user
    },
    bet: (user: User, marketId: string, outcome: string, stake: number, more: { minMultiplier?: number; key?: string } = {}) =>
      ask(
        placeBet,
        { marketId, outcome, stake, ...(more.minMultiplier !== undefined && { minMultiplier: more.minMultiplier }) },
        contextOf(user, more.key),
      ),
    give: (user: User, sandboxId: string, amount: number, key?: string) =>
      ask(giveCredits, { sandboxId, amount }, contextOf(user, key)),
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
    market: (marketId: string) => ask(getMarket, { marketId }),
    settlement: (marketId: string) => ask(getSettlement, { marketId }),
    betsOf: (marketId: string, page: { limit?: number; after?: string } = {}) => ask(listBets, { marketId, ...page }),
    balance: async (user: User) => (await ask(getWallet, {}, contextOf(user))).balance,
    entries: (user: User, page: { limit?: number; after?: string } = {}) => ask(listWalletEntries, page, contextOf(user)),
    myBets: (user: User, page: { limit?: number; after?: string } = {}) => ask(listMyBets, page, contextOf(user)),
    audit: () => ask(auditLedger, {}),
    stop: () => stopService(service),
    start: async () => {
      service = await startService(databaseUrl, bus, config)
    },
    close: async () => {
      await stopService(service)
      await bus.close()
    },
  }
}

export type BettingHouse = Awaited<ReturnType<typeof openBettingHouse>>
