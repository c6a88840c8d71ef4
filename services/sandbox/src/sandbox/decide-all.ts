/** Several commands of one sandbox in one decision, each on what the ones before it changed. */
import type { SandboxFact } from '@agent-arena/contracts'
import { sandboxDecider, type SandboxCommand } from './sandbox.decider.ts'
import { sandboxFold, type SandboxState } from './sandbox.state.ts'

export const decideAll = (commands: readonly SandboxCommand[], before: SandboxState): readonly SandboxFact[] => {
  let state = before
  return commands.flatMap((command) => {
    const facts = sandboxDecider.decide(command, state)
    for (const fact of facts) state = sandboxFold.evolve(state, fact)
    return facts
  })
}
