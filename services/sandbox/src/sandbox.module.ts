/** The sandbox service's table of contents. */
import { issueSandboxToken, serviceContext } from '@agent-arena/contracts'
import type { View } from '@agent-arena/event-store'
import { provideService, type Parts, type ServiceSpec } from '@agent-arena/service-kit'
import { Module, type DynamicModule } from '@nestjs/common'
import { ProcessDriver } from './drivers/process/process-driver.ts'
import { GymClient } from './goals/gym-client.ts'
import { Referee } from './referee/referee.ts'
import { fundRunWhenCreditsAreGiven } from './reactions/fund-run-when-credits-are-given.ts'
import { sandboxCommands } from './sandbox.commands.ts'
import type { SandboxServiceConfig } from './sandbox.config.ts'
import { sandboxQueries } from './sandbox.queries.ts'
import { openGroups } from './supervisor/open-groups.ts'
import { Supervisor } from './supervisor/supervisor.ts'
import { matchesView } from './views/matches.view.ts'
import { sandboxesView } from './views/sandboxes.view.ts'

export const sandboxViews: readonly View[] = [sandboxesView, matchesView]

export const sandboxService = (config: SandboxServiceConfig): ServiceSpec => ({
  name: 'sandbox',
  build(parts: Parts) {
    const { db, bus } = parts
    const gym = config.gym && new GymClient(config.gym)
    const supervisor = new Supervisor({
      ...parts,
      gym,
      driver: new ProcessDriver(config, parts.logger),
      referee: new Referee({ keys: config.gym ? [config.gym] : [] }),
      issueToken: (sandboxId, expiresAt) => bus.request(issueSandboxToken, { sandboxId, expiresAt }, serviceContext('sandbox')),
      openGroups: async () => {
        await parts.viewsCurrent()
        return openGroups(db)
      },
    })
    return {
      commands: sandboxCommands({ ...parts, gym, config }),
      queries: sandboxQueries({ ...parts, gym }),
      views: sandboxViews,
      reactions: [fundRunWhenCreditsAreGiven(parts.log)],
      rooms: [supervisor],
    }
  },
})

@Module({})
export class SandboxModule {
  static of(config: SandboxServiceConfig): DynamicModule {
    return { module: SandboxModule, providers: [provideService(sandboxService(config))] }
  }
}
