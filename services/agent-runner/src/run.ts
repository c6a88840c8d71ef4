/** One run from `begin` to its claim: the loop, its event queue and the screen, tied together. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SandboxConfig } from '@agent-arena/contracts'
import type { ControlChannel } from './control/control-channel.ts'
import { EventQueue } from './door/event-queue.ts'
import { persistently } from './door/persistently.ts'
import type { Claim, SandboxDoor } from './door/sandbox-door.ts'
import { runAgent, type Ending } from './loop/agent-loop.ts'
import { paceOf } from './loop/pace.ts'
import { progressClaims } from './loop/progress-claims.ts'
import { recorderOf, secretsOf, type Recorder } from './loop/recorder.ts'
import { chanceFrom } from './policies/chance.ts'
import { houseModels, policyFor } from './policies/house-policies.ts'
import { showScreen } from './screen/screen.ts'
import type { BrowserTool } from './tools/browser/browser.tool.ts'

export interface RunParts {
  readonly door: SandboxDoor
  readonly browser: BrowserTool
  readonly control: ControlChannel
  readonly stepIntervalMs: number
  readonly token: string
  /** Aborted when the runner must stop. */
  readonly signal: AbortSignal
}

/** How long events may still travel once the time is over. */
const LAST_WORDS_MS = 5000

const endsAtOf = ({ endsAt, timeLimitSeconds }: SandboxConfig): number =>
  endsAt === null ? Date.now() + timeLimitSeconds * 1000 : Date.parse(endsAt)

const unknownModel = (model: string | null): Claim => ({
  outcome: 'failed',
  summary: `This runner has no model “${model ?? 'none'}”; it knows ${houseModels.join(', ')}.`,
})

const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal, ref: false }).catch(() => {})

const play = (parts: RunParts, config: SandboxConfig, recorder: Recorder, signal: AbortSignal): Promise<Ending> | Ending => {
  const { door, browser, control, stepIntervalMs } = parts
  const { goal, model, chance } = config
  // An external agent is told none; any will do.
  const policy = policyFor(model, { goalText: goal.text, chance: chanceFrom(chance ?? randomUUID()) })
  if (!policy) {
    const claim = unknownModel(model)
    recorder.trouble(claim.summary, 'model', false)
    return claim
  }
  const claims = progressClaims(
    (progress, note) => door.claimProgress(progress, recorder.tellable(note, 500)),
    (message) => control.warn(message),
  )
  return runAgent({
    browser,
    policy,
    recorder,
    goal,
    endsAt: endsAtOf(config),
    signal,
    pace: paceOf(stepIntervalMs, signal),
    onProgress: claims,
  })
}

/** Once the agent is done, its browser stays for the referee's last look, but not for ever. */
const AFTERGLOW_MS = 60_000

/** Runs the agent and hands in its claim; settles when the sandbox has ended. A refusal of the arena is thrown. */
export const run = async (parts: RunParts): Promise<void> => {
  const { door, browser, control, token } = parts
  const over = new AbortController()
  const signal = AbortSignal.any([parts.signal, over.signal])
  const persistence = { signal, warn: (message: string) => control.warn(message) }
  const onRefused = (error: unknown) => over.abort(error)
  const config = await persistently(() => door.config(), persistence)
  const queue = new EventQueue({ ...persistence, push: (events) => door.pushEvents(events), lastSeq: config.lastSeq, onRefused })
  const recorder = recorderOf({ add: (event) => queue.add(event), secrets: [token, ...secretsOf(config.goal.url)] })
  const screen = showScreen({ ...persistence, browser, pushFrame: (jpeg) => door.pushFrame(jpeg), onRefused })
  const ending = await play(parts, config, recorder, signal)
  const claim = ending && { ...ending, summary: recorder.tellable(ending.summary, 2000) }
  if (claim) control.info(`The agent claims: ${claim.outcome}. ${claim.summary}`)
  await Promise.race([queue.flushed(), pause(Math.max(endsAtOf(config) - Date.now(), LAST_WORDS_MS), signal)])
  if (claim && !signal.aborted) await persistently(() => door.complete(claim), persistence)
  await Promise.race([screen, pause(AFTERGLOW_MS, signal)])
  if (over.signal.aborted) throw over.signal.reason
}
