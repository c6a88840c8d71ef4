/** What the sandbox service carries out. */
import {
  cancelMatch,
  cancelSandbox,
  completeSandbox,
  createMatch,
  createSandbox,
  giveVerdict,
  pushAgentEvents,
  updateProgress,
} from '@agent-arena/contracts'
import { serve, type Served } from '@agent-arena/message-bus'
import { createMatchHandler } from './match/create-match.ts'
import { createSandboxHandler } from './sandbox/create-sandbox.ts'
import { doorHandlers } from './sandbox/door-handlers.ts'
import { operatorHandlers } from './sandbox/operator-handlers.ts'
import type { CommandParts } from './sandbox/run-command.ts'

export const sandboxCommands = (parts: CommandParts): readonly Served[] => {
  const door = doorHandlers(parts)
  const operator = operatorHandlers(parts)
  return [
    serve(createMatch, createMatchHandler(parts)),
    serve(createSandbox, createSandboxHandler(parts)),
    serve(cancelMatch, operator.cancelMatch),
    serve(cancelSandbox, operator.cancelSandbox),
    serve(giveVerdict, operator.giveVerdict),
    serve(pushAgentEvents, door.pushAgentEvents),
    serve(updateProgress, door.updateProgress),
    serve(completeSandbox, door.completeSandbox),
  ]
}
