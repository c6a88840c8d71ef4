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
import { createMatchHandler } from './commands/create-match.ts'
import { createSandboxHandler } from './commands/create-sandbox.ts'
import { doorHandlers } from './commands/door-handlers.ts'
import { operatorHandlers } from './commands/operator-handlers.ts'
import type { CommandParts } from './commands/run-command.ts'

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
