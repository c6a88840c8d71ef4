/** The sandbox door's commands: the first word of an external agent starts its clock. */
import {
  Rejection,
  type completeSandbox,
  type pushAgentEvents,
  type RequestContext,
  type SandboxStatus,
  type updateProgress,
} from '@agent-arena/contracts'
import { metaOf } from '@agent-arena/event-store'
import type { Handler } from '@agent-arena/message-bus'
import { matchDecider } from '../match/match.decider.ts'
import { beginRun } from '../sandbox/begin-run.ts'
import { claimCompletion } from '../sandbox/claim-completion.ts'
import { noteProgress } from '../sandbox/note-progress.ts'
import { requireDoor } from '../sandbox/require-door.ts'
import type { SandboxState } from '../sandbox/sandbox.state.ts'
import { recordSteps } from '../steps/record-steps.ts'
import { runCommand, type CommandParts } from './run-command.ts'

const requireLiving = ({ request, status }: SandboxState, context: RequestContext): void => {
  if (!request || status === 'none') throw new Rejection('not-found')
  requireDoor({ id: request.sandboxId, status: status satisfies SandboxStatus }, context)
}

/** A run that is under way, or begins now because its external agent speaks for the first time. */
const beginIfExternal = (sandbox: SandboxState, context: RequestContext, at: string) => {
  const { request, status } = sandbox
  requireLiving(sandbox, context)
  if (status === 'running') return []
  if (status !== 'ready' || request?.agent.kind !== 'external')
    throw new Rejection('wrong-state', { detail: `The run has not begun: the sandbox is ${status}.` })
  if (at < request.startsAt) throw new Rejection('wrong-state', { detail: `The run begins at ${request.startsAt}, not before.` })
  return beginRun({ type: 'BeginRun', at }, sandbox)
}

export const doorHandlers = ({ log }: CommandParts) => {
  const begin = (sandboxId: string, context: RequestContext) =>
    runCommand(log, sandboxId, {
      context,
      decide: ({ sandbox, match }, at) => {
        const started = beginIfExternal(sandbox, context, at)
        return {
          sandbox: started,
          match: match && started.length > 0 ? matchDecider.decide({ type: 'StartMatch', at }, match) : [],
        }
      },
    })

  const pushEvents: Handler<typeof pushAgentEvents> = async ({ sandboxId, events }, context) => {
    await begin(sandboxId, context)
    return recordSteps(log, { sandboxId, events }, metaOf(context))
  }

  const progress: Handler<typeof updateProgress> = async ({ sandboxId, progress: claimed, note }, context) => {
    await begin(sandboxId, context)
    await runCommand(log, sandboxId, {
      context,
      decide: ({ sandbox }, at) => {
        const claim = { type: 'NoteProgress', progress: claimed, source: 'claim', met: [], at, evidenceAt: at } as const
        return { sandbox: noteProgress({ ...claim, ...(note !== undefined && { note }) }, sandbox) }
      },
    })
    return {}
  }

  const complete: Handler<typeof completeSandbox> = async ({ sandboxId, outcome, summary }, context) => {
    await runCommand(log, sandboxId, {
      context,
      decide: ({ sandbox }, at) => {
        requireLiving(sandbox, context)
        const claim = { type: 'ClaimCompletion', outcome, at } as const
        return { sandbox: claimCompletion({ ...claim, ...(summary !== undefined && { summary }) }, sandbox) }
      },
    })
    return {}
  }

  return { pushAgentEvents: pushEvents, updateProgress: progress, completeSandbox: complete }
}
