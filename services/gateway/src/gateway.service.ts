/** The gateway as a service: what it is made of, what it answers on the bus, and the rooms that live. */
import type { MessageBus } from '@agent-arena/message-bus'
import type { Logger, Metrics, Parts, Rooms, ServiceSpec } from '@agent-arena/service-kit'
import { join } from 'node:path'
import { gatewayCommands } from './gateway.commands.ts'
import type { GatewayConfig } from './gateway.config.ts'
import { gatewayQueries } from './gateway.queries.ts'
import { Callers } from './identity/callers.ts'
import { SandboxTokens } from './identity/sandbox-tokens.ts'
import { SigningKeys } from './identity/signing-keys.ts'
import { Users } from './identity/users.ts'
import { LiveHub } from './live/live-hub.ts'
import type { StateParts } from './live/states.ts'
import { DoorAddress } from './door-address.ts'
import { SandboxStatuses } from './screens/sandbox-status.ts'
import { Screens } from './screens/screens.ts'
import { reserveNamesWhenMatchIsScheduled } from './reactions/reserve-names-when-match-is-scheduled.ts'

export interface GatewayParts {
  readonly bus: MessageBus
  readonly logger: Logger
  readonly metrics: Metrics
  readonly users: Users
  readonly blockedNames: readonly string[]
  readonly callers: Callers
  readonly sandboxTokens: SandboxTokens
  readonly address: DoorAddress
  readonly hub: LiveHub
  readonly states: StateParts
  readonly screens: Screens
  readonly statuses: SandboxStatuses
}

const partsOf = ({ db, log, bus, logger, metrics }: Parts, config: GatewayConfig): GatewayParts => {
  const users = new Users(db, log)
  const sandboxTokens = new SandboxTokens(new SigningKeys(db))
  const hub = new LiveHub({ bus, logger })
  const screens = new Screens(bus, () => hub.touchLobby())
  return {
    bus,
    logger,
    metrics,
    users,
    blockedNames: config.blockedNames,
    sandboxTokens,
    callers: new Callers({ operatorToken: config.operatorToken, users, sandboxTokens }),
    address: new DoorAddress(config),
    hub,
    screens,
    states: { bus, markets: hub.markets, viewers: () => hub.readerCount + screens.readerCount },
    statuses: new SandboxStatuses(bus),
  }
}

/** Made when the service is; the doors open on it afterwards. */
export class Gateway implements ServiceSpec {
  readonly name = 'gateway'
  readonly migrations = join(import.meta.dirname, '../migrations')
  readonly config: GatewayConfig
  private made: GatewayParts | null = null

  constructor(config: GatewayConfig) {
    this.config = config
  }

  get parts(): GatewayParts {
    if (!this.made) throw new Error('The gateway is not made yet.')
    return this.made
  }

  build(parts: Parts): Rooms {
    const made = partsOf(parts, this.config)
    this.made = made
    return {
      commands: gatewayCommands(made),
      queries: gatewayQueries(made.states.viewers),
      reactions: [reserveNamesWhenMatchIsScheduled(parts.log)],
      daily: [{ name: 'sessions', work: () => made.users.forgetSessions() }],
      rooms: [made.screens, made.hub],
    }
  }
}
