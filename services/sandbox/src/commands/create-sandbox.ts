/** Requests one sandbox outside a match. */
import { createSandbox } from '@agent-arena/contracts'
import { handle, recallAnswer } from '@agent-arena/event-store'
import type { Handler } from '@agent-arena/message-bus'
import { readSandbox } from '../sandbox.queries.ts'
import { sandboxDecider } from '../sandbox/sandbox.decider.ts'
import { sandboxFold, streamOfSandbox, type SandboxState } from '../sandbox/sandbox.state.ts'
import { awaitAudience, withToken } from './announce-request.ts'
import { admitGoal, chooseSeed, draftRequest, requireModel, stampRequest } from './new-request.ts'
import type { CommandParts } from './run-command.ts'

export const createSandboxHandler =
  (parts: CommandParts): Handler<typeof createSandbox> =>
  async (input, context) => {
    const idempotency = { operation: createSandbox.name, content: input }
    const answerOf = async (sandboxId: string) => {
      await parts.viewsCurrent()
      const sandbox = await readSandbox(parts.db, sandboxId)
      return withToken(parts.bus, { sandbox, startTimeoutSeconds: input.startTimeoutSeconds }, context)
    }
    const repeated = await recallAnswer<string>(parts.log, { context, idempotency })
    if (repeated !== null) return answerOf(repeated)
    const rules = { gym: parts.gym, allowLoopbackChecks: parts.config.allowLoopbackChecks }
    const { goal: given, seed: givenSeed, ...terms } = input
    requireModel(input.agent, parts.config, 'agent.model')
    const seed = chooseSeed(given, givenSeed)
    const goal = await admitGoal(given, { seed, agents: [input.agent], rules })
    const draft = await draftRequest({ ...terms, goal, seed }, rules)
    const { answer, events } = await handle<{ sandbox: SandboxState }, string>(parts.log, {
      context,
      places: { sandbox: { stream: streamOfSandbox(draft.sandboxId), fold: sandboxFold } },
      decide: ({ sandbox }, at) => ({
        sandbox: sandboxDecider.decide({ type: 'RequestSandbox', request: stampRequest(draft, at) }, sandbox),
      }),
      answer: () => draft.sandboxId,
      idempotency,
    })
    await awaitAudience(parts, events, context)
    return answerOf(answer)
  }
