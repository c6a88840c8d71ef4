/** Looks at the checks of running sandboxes for their keeper, and remembers when each was last seen unmet. */
import type { PageLook } from '@agent-arena/contracts'
import type { SandboxDriver } from '../drivers/sandbox-driver.ts'
import type { GymClient } from '../goals/gym-client.ts'
import { assess, noteUnmet, type Before } from '../referee/assess.ts'
import type { Referee } from '../referee/referee.ts'
import type { SandboxCommand } from '../sandbox/sandbox.decider.ts'
import { checksOf, type SandboxState } from '../sandbox/sandbox.state.ts'
import { ruleOnLook, type LookKind } from './rule-on-look.ts'
import { idOf } from './standing.ts'

export interface LookoutParts {
  readonly driver: SandboxDriver
  readonly referee: Referee
  readonly gym: GymClient | null
}

export class Lookout {
  private readonly unmetAt = new Map<string, Before['unmetAt']>()
  private readonly parts: LookoutParts

  constructor(parts: LookoutParts) {
    this.parts = parts
  }

  /** What follows from one look at all checks of a sandbox. */
  async look(sandbox: SandboxState, kind: LookKind, at: string): Promise<readonly SandboxCommand[]> {
    const checks = checksOf(sandbox)
    const sandboxId = idOf(sandbox)
    if (await this.siteIsLost(sandbox, kind)) {
      const cause = 'The practice site lost what the agent did when the arena stopped.'
      return [{ type: 'EndRun', status: 'faulted', cause, evidenceAt: at, at }]
    }
    const inspect = (page: PageLook) => this.parts.driver.inspect(sandboxId, page)
    const look = await this.parts.referee.look(checks, { at, inspect })
    const unmetAt = this.unmetAt.get(sandboxId) ?? []
    this.unmetAt.set(sandboxId, noteUnmet(look, unmetAt))
    return ruleOnLook(sandbox, assess(checks, look, { unmetAt, since: sandbox.startedAt ?? at }), { kind, at })
  }

  /** Asked once a run, when it is first looked at: the gym forgets its sites when it stops. */
  private async siteIsLost({ request }: SandboxState, kind: LookKind): Promise<boolean> {
    const { gym } = this.parts
    if (request?.goal.gym === undefined || !gym || kind === 'before' || this.unmetAt.has(request.sandboxId)) return false
    return !(await gym.hasSession(request.sandboxId))
  }
}
