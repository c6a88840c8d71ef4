/** Keeps the runs of one match, or of one single sandbox, going: looks at where they stand and does what is next. */
import { serviceContext, type MatchFact, type PageLook, type SandboxFact, type StoredEvent } from '@agent-arena/contracts'
import { foldOf, handle, type EventLog, type Places } from '@agent-arena/event-store'
import type { Logger } from '@agent-arena/service-kit'
import type { SandboxDriver } from '../drivers/sandbox-driver.ts'
import type { GymClient } from '../goals/gym-client.ts'
import { judgeMatch } from '../match/judge-match.ts'
import { isOver, matchDecider, matchFold, streamOfMatch, type MatchCommand, type MatchState } from '../match/match.decider.ts'
import { assess, noteUnmet } from '../referee/assess.ts'
import type { Referee } from '../referee/referee.ts'
import { sandboxDecider, type SandboxCommand } from '../sandbox/sandbox.decider.ts'
import { checksOf, hasEnded, sandboxFold, streamOfSandbox, type SandboxState } from '../sandbox/sandbox.state.ts'
import { nextStep, type Step } from './next-step.ts'
import { ruleOnLook, type LookKind } from './rule-on-look.ts'

const TICK_MS = 500
const FAULT_PAUSE_MS = 1000
/** A token outlives the run by this long, so that its last words are heard. */
const TOKEN_GRACE_MS = 5 * 60_000

export interface KeeperParts {
  readonly log: EventLog
  readonly driver: SandboxDriver
  readonly referee: Referee
  readonly gym: GymClient | null
  readonly logger: Logger
  issueToken(sandboxId: string, expiresAt: string): Promise<{ token: string; arenaUrl: string }>
}

/** The runs that are kept together. */
export interface RunGroup {
  readonly matchId: string | null
  readonly sandboxIds: readonly string[]
}

interface Standing {
  readonly match: MatchState
  readonly sandboxes: readonly SandboxState[]
  readonly at: string
}

const idOf = ({ request }: SandboxState): string => request?.sandboxId ?? ''

export class RunKeeper {
  private stopped = false
  private wakeUp: () => void = () => undefined
  private running: Promise<void> = Promise.resolve()
  private readonly unmetAt = new Map<string, readonly string[]>()
  private readonly placeSince = new Map<string, string>()
  private readonly parts: KeeperParts
  private readonly group: RunGroup

  constructor(parts: KeeperParts, group: RunGroup) {
    this.parts = parts
    this.group = group
  }

  /** Resolves when all is over and nothing is left, or after `stop`. */
  start(): Promise<void> {
    this.running = this.keep()
    return this.running
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.wakeUp()
    await this.running
  }

  wake(): void {
    this.wakeUp()
  }

  private async keep(): Promise<void> {
    while (!this.stopped) {
      try {
        if (await this.tick()) return
        await this.pause(TICK_MS)
      } catch (fault) {
        if (this.stopped) return
        this.parts.logger.error({ err: fault, ...this.group }, 'a run could not be kept and will be looked at again')
        await this.pause(FAULT_PAUSE_MS)
      }
    }
  }

  /** One round; true when nothing is left to do. */
  private async tick(): Promise<boolean> {
    const standing = await this.load()
    const started = await Promise.all(standing.sandboxes.map((sandbox) => this.advance(sandbox, standing)))
    if (started.includes('begin')) await this.beginAll(standing)
    if (this.group.matchId !== null && !isOver(standing.match)) await this.judge(standing)
    return standing.sandboxes.every(({ destroyed }) => destroyed) && (this.group.matchId === null || isOver(standing.match))
  }

  private async load(): Promise<Standing> {
    const { matchId, sandboxIds } = this.group
    const streams = sandboxIds.map(streamOfSandbox)
    const loaded = await this.parts.log.load([...streams, ...(matchId === null ? [] : [streamOfMatch(matchId)])])
    const read = <F>(stream: string) => (loaded.streams.get(stream) ?? []) as readonly (StoredEvent & F)[]
    return {
      at: loaded.now,
      sandboxes: streams.map((stream) => foldOf(sandboxFold, read<SandboxFact>(stream))),
      match: foldOf(matchFold, matchId === null ? [] : read<MatchFact>(streamOfMatch(matchId))),
    }
  }

  private async advance(sandbox: SandboxState, { sandboxes, at }: Standing): Promise<Step['do']> {
    const sandboxId = idOf(sandbox)
    const peers = sandboxes.filter((peer) => peer !== sandbox && peer.request?.agent.kind === 'builtin' && !hasEnded(peer))
    const step = nextStep(sandbox, {
      at,
      place: this.parts.driver.state(sandboxId),
      peersReady: peers.every((peer) => peer.status !== 'requested' && peer.status !== 'provisioning'),
      placeSince: this.placeSince.get(sandboxId) ?? null,
    })
    await this.take(step, sandbox, at)
    return step.do
  }

  private async take(step: Step, sandbox: SandboxState, at: string): Promise<void> {
    const sandboxId = idOf(sandbox)
    const end = (status: 'faulted' | 'cancelled', cause: string) =>
      this.execute(sandboxId, [{ type: 'EndRun', status, cause, evidenceAt: at, at }])
    switch (step.do) {
      case 'wait':
      case 'begin':
        return
      case 'provision':
        return this.execute(sandboxId, [{ type: 'Provision', at }])
      case 'create-place':
        return this.createPlace(sandbox, at)
      case 'mark-ready':
        return this.execute(sandboxId, [{ type: 'MarkReady', at }])
      case 'fault':
        return end('faulted', step.cause)
      case 'cancel':
        return end('cancelled', step.cause)
      case 'look-before':
        return this.look(sandbox, 'before', at)
      case 'look':
        return this.look(sandbox, 'running', at)
      case 'last-look':
        return this.look(sandbox, step.because, at)
      case 'destroy':
        return this.destroy(sandbox, at)
      case 'release':
        return this.parts.driver.destroy(sandboxId)
    }
  }

  private async createPlace({ request }: SandboxState, at: string): Promise<void> {
    if (!request || request.agent.kind !== 'builtin') return
    const { sandboxId, timeLimitSeconds, goal, startsAt } = request
    const begins = Math.max(Date.parse(at), Date.parse(startsAt))
    const expiresAt = new Date(begins + timeLimitSeconds * 1000 + TOKEN_GRACE_MS).toISOString()
    const { token, arenaUrl } = await this.parts.issueToken(sandboxId, expiresAt)
    if (goal.gym !== undefined) await this.parts.gym?.openSession(sandboxId, goal.gym, goal.seed ?? 0)
    this.placeSince.set(sandboxId, at)
    await this.parts.driver.create({ sandboxId, model: request.agent.model, arenaUrl, token })
  }

  /** All that stand ready begin in one append, so that a match starts together. */
  private async beginAll({ sandboxes }: Standing): Promise<void> {
    const ready = sandboxes.filter(({ status, request }) => status === 'ready' && request?.agent.kind === 'builtin').map(idOf)
    await this.append(ready, (at) => ({ type: 'BeginRun', at }), (at) => ({ type: 'StartMatch', at }))
    for (const sandboxId of ready) this.parts.driver.begin(sandboxId)
  }

  private async look(sandbox: SandboxState, kind: LookKind, at: string): Promise<void> {
    const checks = checksOf(sandbox)
    const sandboxId = idOf(sandbox)
    if (await this.siteIsLost(sandbox, kind)) {
      const cause = 'The practice site lost what the agent did when the arena stopped.'
      return this.execute(sandboxId, [{ type: 'EndRun', status: 'faulted', cause, evidenceAt: at, at }])
    }
    const inspect = (page: PageLook) => this.parts.driver.inspect(sandboxId, page)
    const look = await this.parts.referee.look(checks, { at, inspect })
    const before = this.unmetAt.get(sandboxId) ?? checks.map(() => sandbox.startedAt ?? at)
    this.unmetAt.set(sandboxId, noteUnmet(look, before))
    await this.execute(sandboxId, ruleOnLook(sandbox, assess(checks, look, before), { kind, at }))
  }

  /** Asked once a run, when this keeper first looks: the gym forgets its sites when it stops. */
  private async siteIsLost({ request }: SandboxState, kind: LookKind): Promise<boolean> {
    if (request?.goal.gym === undefined || !this.parts.gym || kind === 'before' || this.unmetAt.has(request.sandboxId)) return false
    return !(await this.parts.gym.hasSession(request.sandboxId))
  }

  /** After a success the others are looked at once more, so that an earlier evidence is not missed; then the match is judged. */
  private async judge(before: Standing): Promise<void> {
    const after = await this.load()
    const succeeded = (standing: Standing) => standing.sandboxes.filter(({ status }) => status === 'succeeded').length
    if (succeeded(after) > succeeded(before))
      await Promise.all(
        after.sandboxes.filter(({ status }) => status === 'running').map((sandbox) => this.look(sandbox, 'running', after.at)),
      )
    const { sandboxes, at } = await this.load()
    const command = judgeMatch(sandboxes, at)
    if (command) await this.append([], null, () => command)
  }

  private async destroy({ request }: SandboxState, at: string): Promise<void> {
    if (!request) return
    await this.parts.driver.destroy(request.sandboxId)
    if (request.goal.gym !== undefined) await this.parts.gym?.closeSession(request.sandboxId)
    await this.execute(request.sandboxId, [{ type: 'MarkDestroyed', at }])
  }

  private async execute(sandboxId: string, commands: readonly SandboxCommand[]): Promise<void> {
    if (commands.length === 0) return
    await handle<{ sandbox: SandboxState }, null>(this.parts.log, {
      context: serviceContext('sandbox'),
      places: { sandbox: { stream: streamOfSandbox(sandboxId), fold: sandboxFold } },
      decide: ({ sandbox }) => ({ sandbox: decideAll(commands, sandbox) }),
      answer: () => null,
    })
  }

  private async append(
    sandboxIds: readonly string[],
    sandboxCommand: ((at: string) => SandboxCommand) | null,
    matchCommand: (at: string) => MatchCommand,
  ): Promise<void> {
    const { matchId } = this.group
    const sandboxes = sandboxIds.map((id) => [id, { stream: streamOfSandbox(id), fold: sandboxFold }] as const)
    const match = matchId === null ? [] : [['match', { stream: streamOfMatch(matchId), fold: matchFold }] as const]
    await handle<Readonly<Record<string, unknown>>, null>(this.parts.log, {
      context: serviceContext('sandbox'),
      places: Object.fromEntries([...sandboxes, ...match]) as Places<Readonly<Record<string, unknown>>>,
      decide: (states, at) =>
        Object.fromEntries(
          Object.entries(states).map(([name, state]) => [
            name,
            name === 'match' ? matchDecider.decide(matchCommand(at), state as MatchState) : decideAll(sandboxCommand ? [sandboxCommand(at)] : [], state as SandboxState),
          ]),
        ),
      answer: () => null,
    })
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

/** Facts of several commands, each decided on what the ones before it changed. */
const decideAll = (commands: readonly SandboxCommand[], before: SandboxState): readonly SandboxFact[] => {
  let state = before
  return commands.flatMap((command) => {
    const facts = sandboxDecider.decide(command, state)
    state = facts.reduce(sandboxFold.evolve, state)
    return facts
  })
}
