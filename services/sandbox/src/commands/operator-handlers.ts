/** What operators do to runs: cancel them, or give the verdict that no check can give. */
import type { cancelMatch, cancelSandbox, giveVerdict, RequestContext } from '@agent-arena/contracts'
import { isEnded, isRejection, Rejection } from '@agent-arena/contracts'
import type { Handler } from '@agent-arena/message-bus'
import { judgeMatch } from '../match/judge-match.ts'
import { isOver } from '../match/match.decider.ts'
import { readMatch, readSandbox } from '../sandbox.queries.ts'
import { cancelRun, giveVerdict as giveVerdictRule } from '../sandbox/end-run.ts'
import { loadStanding, moveMatch, type RunGroup } from '../supervisor/standing.ts'
import { runCommand, type CommandParts } from './run-command.ts'

export const operatorHandlers = ({ log, viewsCurrent, db }: CommandParts) => {
  const cancel = (sandboxId: string, reason: string, context: RequestContext) =>
    runCommand(log, sandboxId, {
      context,
      decide: ({ sandbox }, at) => ({ sandbox: cancelRun({ type: 'CancelRun', reason, at }, sandbox) }),
    })

  /** One that ends in between needs no cancelling. */
  const cancelUnlessEnded = (sandboxId: string, reason: string, context: RequestContext) =>
    cancel(sandboxId, reason, context).catch((error: unknown) => {
      if (!isRejection(error) || error.reason !== 'wrong-state') throw error
    })

  /** The answer is to show what follows for the match, which its keeper would only find on its next round. */
  const judgeNow = async (group: RunGroup & { readonly matchId: string }) => {
    const { match, sandboxes, at } = await loadStanding(log, group)
    const command = isOver(match) ? null : judgeMatch(sandboxes, at)
    if (command) await moveMatch(log, group.matchId, command)
  }

  const cancelOne: Handler<typeof cancelSandbox> = async ({ sandboxId, reason }, context) => {
    await cancel(sandboxId, reason, context)
    await viewsCurrent()
    return readSandbox(db, sandboxId)
  }

  const cancelAll: Handler<typeof cancelMatch> = async ({ matchId, reason }, context) => {
    await viewsCurrent()
    const { sandboxes, status } = await readMatch(db, matchId)
    const going = sandboxes.filter((sandbox) => !isEnded(sandbox.status))
    if (going.length === 0) throw new Rejection('wrong-state', { detail: `All runs of the match have ended: it is ${status}.` })
    for (const { id } of going) await cancelUnlessEnded(id, reason, context)
    await judgeNow({ matchId, sandboxIds: sandboxes.map(({ id }) => id) })
    await viewsCurrent()
    return readMatch(db, matchId)
  }

  const judge: Handler<typeof giveVerdict> = async ({ sandboxId, verdict, reason }, context) => {
    await runCommand(log, sandboxId, {
      context,
      decide: ({ sandbox }, at) => ({ sandbox: giveVerdictRule({ type: 'GiveVerdict', verdict, reason, at }, sandbox) }),
    })
    await viewsCurrent()
    return readSandbox(db, sandboxId)
  }

  return { cancelSandbox: cancelOne, cancelMatch: cancelAll, giveVerdict: judge }
}
