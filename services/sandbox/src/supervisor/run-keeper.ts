/** Keeps the runs of one group going: looks where they stand, and does what is next, again and again until nothing is left. */
import { Loop } from '@agent-arena/contracts'
import type { EventLog } from '@agent-arena/event-store'
import type { Logger } from '@agent-arena/service-kit'
import { judgeMatch } from '../match/judge-match.ts'
import { isOver } from '../match/match.decider.ts'
import { hasEnded, type SandboxState } from '../sandbox/sandbox.state.ts'
import { tokenExpiresAt } from '../sandbox/token-expiry.ts'
import { Lookout, type LookoutParts } from './lookout.ts'
import { nextStep, standsReady, type Step } from './next-step.ts'
import { beginTogether, idOf, loadStanding, moveMatch, moveSandbox, type RunGroup, type Standing } from './standing.ts'
import { tellFault } from './tell-fault.ts'

/** The referee looks at least this often; events of the run wake it earlier. */
const TICK_MS = 500
/** While nothing runs and nothing begins soon; a verdict or a cancellation wakes the keeper anyway. */
const QUIET_TICK_MS = 5000
const FAULT_PAUSE_MS = 1000
/** Longer than a place takes to be made, and a quiet round lasts. */
const QUIET_LEAD_MS = 30_000

export interface KeeperParts extends LookoutParts {
  readonly log: EventLog
  readonly logger: Logger
  issueToken(sandboxId: string, expiresAt: string): Promise<{ token: string; arenaUrl: string }>
}

/** Nothing to look at within the next rounds. */
const isQuiet = ({ sandboxes, at }: Standing) =>
  sandboxes.every(
    ({ status, destroyed, request }) =>
      destroyed ||
      status === 'awaiting-verdict' ||
      ((status === 'requested' || status === 'ready') && Date.parse(request?.startsAt ?? at) - Date.parse(at) > QUIET_LEAD_MS),
  )

const isBuiltin = ({ request }: SandboxState) => request?.agent.kind === 'builtin'

/** Waits for all of them even when one fails: the next round must not meet a step of this one, or a place would be made twice. */
const allSettled = async <T>(steps: readonly Promise<T>[]): Promise<T[]> => {
  await Promise.allSettled(steps)
  return Promise.all(steps)
}

export class RunKeeper {
  private readonly placeSince = new Map<string, string>()
  private readonly lookout: Lookout
  private readonly loop: Loop
  private readonly parts: KeeperParts
  private readonly group: RunGroup

  constructor(parts: KeeperParts, group: RunGroup) {
    this.parts = parts
    this.group = group
    this.lookout = new Lookout(parts)
    this.loop = new Loop({
      work: () => this.tick(),
      onFault: (fault, faults) => tellFault(parts.logger, group, fault, faults),
      pauseMs: () => FAULT_PAUSE_MS,
    })
  }

  /** Resolves when all is over and nothing is left, or after `stop`. */
  start(): Promise<void> {
    return this.loop.start()
  }

  stop(): Promise<void> {
    return this.loop.stop()
  }

  wake(): void {
    this.loop.wake()
  }

  /** One round; answers when the next one is due, or that nothing is left to do. */
  private async tick(): Promise<number | 'done'> {
    const standing = await loadStanding(this.parts.log, this.group)
    const steps = await allSettled(standing.sandboxes.map((sandbox) => this.advance(sandbox, standing)))
    if (steps.includes('begin')) await this.begin(standing)
    const matchOver = this.group.matchId === null || isOver(standing.match) || (await this.judge(this.group.matchId, standing))
    if (matchOver && standing.sandboxes.every(({ destroyed }) => destroyed)) return 'done'
    return isQuiet(standing) ? QUIET_TICK_MS : TICK_MS
  }

  private async advance(sandbox: SandboxState, { sandboxes, at }: Standing): Promise<Step['do']> {
    const sandboxId = idOf(sandbox)
    const peers = sandboxes.filter((peer) => peer !== sandbox && isBuiltin(peer) && !hasEnded(peer))
    const step = nextStep(sandbox, {
      at,
      place: this.parts.driver.state(sandboxId),
      peersReady: peers.every((peer) => standsReady(peer, this.parts.driver.state(idOf(peer)))),
      placeSince: this.placeSince.get(sandboxId) ?? null,
    })
    await this.take(step, sandbox, at)
    return step.do
  }

  private async take(step: Step, sandbox: SandboxState, at: string): Promise<void> {
    const { log, driver } = this.parts
    const sandboxId = idOf(sandbox)
    switch (step.do) {
      case 'wait':
      case 'begin': // All begin together, after the round.
        return
      case 'tell-to-begin':
        return driver.begin(sandboxId)
      case 'provision':
        return moveSandbox(log, sandboxId, [{ type: 'Provision', at }])
      case 'create-place':
        return this.createPlace(sandbox, at)
      case 'mark-ready':
        return moveSandbox(log, sandboxId, [{ type: 'MarkReady', at }])
      case 'end':
        return moveSandbox(log, sandboxId, [{ type: 'EndRun', status: step.status, cause: step.cause, evidenceAt: at, at }])
      case 'look':
        return moveSandbox(log, sandboxId, await this.lookout.look(sandbox, step.kind, at))
      case 'release':
        return driver.destroy(sandboxId)
      case 'destroy':
        return this.destroy(sandbox, at)
    }
  }

  private async createPlace({ request }: SandboxState, at: string): Promise<void> {
    if (request?.agent.kind !== 'builtin') return
    const { sandboxId, timeLimitSeconds, goal, startsAt } = request
    this.placeSince.set(sandboxId, this.placeSince.get(sandboxId) ?? at)
    const begins = Math.max(Date.parse(at), Date.parse(startsAt))
    const { token, arenaUrl } = await this.parts.issueToken(sandboxId, tokenExpiresAt(begins, timeLimitSeconds))
    if (goal.gym !== undefined) await this.parts.gym?.openSession(sandboxId, goal.gym, goal.seed ?? 0)
    await this.parts.driver.create({ sandboxId, model: request.agent.model, arenaUrl, token })
  }

  private async begin({ sandboxes }: Standing): Promise<void> {
    const sandboxIds = sandboxes.filter((sandbox) => sandbox.status === 'ready' && isBuiltin(sandbox)).map(idOf)
    await beginTogether(this.parts.log, { ...this.group, sandboxIds })
    for (const sandboxId of sandboxIds) this.parts.driver.begin(sandboxId)
  }

  /** After a success the others are looked at once more, so that an earlier evidence is not missed; then the match is judged. */
  private async judge(matchId: string, before: Standing): Promise<boolean> {
    const { log } = this.parts
    const after = await loadStanding(log, this.group)
    const succeeded = ({ sandboxes }: Standing) => sandboxes.filter(({ status }) => status === 'succeeded').length
    if (succeeded(after) > succeeded(before))
      for (const sandbox of after.sandboxes.filter(({ status }) => status === 'running'))
        await moveSandbox(log, idOf(sandbox), await this.lookout.look(sandbox, 'running', after.at))
    const { sandboxes, at } = await loadStanding(log, this.group)
    const command = judgeMatch(sandboxes, at)
    if (command) await moveMatch(log, matchId, command)
    return command !== null
  }

  private async destroy({ request }: SandboxState, at: string): Promise<void> {
    if (!request) return
    await this.parts.driver.destroy(request.sandboxId)
    if (request.goal.gym !== undefined) await this.parts.gym?.closeSession(request.sandboxId)
    await moveSandbox(this.parts.log, request.sandboxId, [{ type: 'MarkDestroyed', at }])
  }
}
