/** What every service is given: where its database is, the bus, the log of what happens. */
import type { MessageBus } from '@agent-arena/message-bus'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics/metrics.ts'

export abstract class Platform {
  abstract readonly databaseUrl: string
  /** Whether services refuse to start on a database that could lose what it has confirmed; absent: no. */
  abstract readonly requiresDurability?: boolean
  abstract readonly bus: MessageBus
  abstract readonly logger: Logger
  /** Of the process; absent: what is measured is shown to nobody. */
  abstract readonly metrics?: Metrics
}
