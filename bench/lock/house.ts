/** The process of the house: gateway, betting and insights on one Postgres, as in the embedded arena; it tells causes of locks when asked to. */
import { BettingModule, defaultBettingConfig } from '@agent-arena/betting'
import type { SandboxServiceFact } from '@agent-arena/contracts'
import { logMigrations, migrate, openPool, PostgresEventLog } from '@agent-arena/event-store'
import { InsightsModule } from '@agent-arena/insights'
import { InProcessBus } from '@agent-arena/message-bus'
import { offerLog } from '../../libs/message-bus/src/testing/offer-log.ts'
import { openGateway } from '../gateway.ts'

/** Facts of the sandbox service that are to be told. */
export interface Telling {
  readonly number: number
  readonly facts: readonly SandboxServiceFact[]
}

export interface Told {
  readonly number: number
  /** By the log's clock. */
  readonly at: string
}

const onFault = (fault: unknown) => console.error(fault)
const meta = { actor: 'service:sandbox', correlationId: 'bench' }

const openLog = async (databaseUrl: string, source: 'sandbox' | 'prompts', bus: InProcessBus) => {
  const pool = openPool(databaseUrl, source)
  await migrate(pool, source, [logMigrations])
  const log = new PostgresEventLog(pool)
  offerLog(bus, { source, log, onFault })
  return log
}

const openHouse = async (databaseUrl: string) => {
  const bus = new InProcessBus({ onFault })
  const sandbox = await openLog(databaseUrl, 'sandbox', bus)
  await openLog(databaseUrl, 'prompts', bus)
  const betting = BettingModule.of({ ...defaultBettingConfig, grantCredits: 1_000_000 })
  const { url } = await openGateway({ databaseUrl, bus, services: [betting, InsightsModule] })
  return { sandbox, url }
}

const { sandbox, url } = await openHouse(process.argv[2] ?? '')
process.on('message', ({ number, facts }: Telling) => {
  const append = sandbox.append([{ stream: `told-${number}`, expectedVersion: 0, facts }], { meta })
  void append.then((events) => process.send?.({ number, at: events.at(-1)?.at ?? '' } satisfies Told))
})
process.on('disconnect', () => process.exit(0))
process.send?.(url)
