/** The account of an agent opens, starts and closes with its run, and gives back what the run declines. A reader of its own: it shares nothing with the markets. */
import type { SandboxServiceFact, Stored } from '@agent-arena/contracts'
import type { Reaction } from '@agent-arena/service-kit'
import type { AgentTask, AgentWriter } from '../agent/agent.writer.ts'

const agentTaskOf = (fact: SandboxServiceFact): AgentTask | null => {
  switch (fact.type) {
    case 'SandboxRequested': {
      const { sandboxId, title, rated, markets } = fact.data
      return { type: 'OpenAgentAccount', data: { sandboxId, title, rated, markets } }
    }
    case 'SandboxStarted':
      return { type: 'StartAgentAccount', data: { sandboxId: fact.data.sandboxId } }
    case 'SandboxCompletionClaimed':
      return fact.data.awaitsVerdict ? { type: 'CloseAgentAccount', data: { sandboxId: fact.data.sandboxId } } : null
    case 'SandboxEnded':
      return { type: 'CloseAgentAccount', data: { sandboxId: fact.data.sandboxId } }
    default:
      return null
  }
}

export const agentAccountsFollowRuns = (agents: Pick<AgentWriter, 'step' | 'giveBack'>): Reaction => ({
  name: 'agent-accounts-follow-runs',
  source: 'sandbox',
  react(event: Stored<SandboxServiceFact>) {
    if (event.type === 'SandboxFundingDeclined') {
      const { giftId, sandboxId } = event.data
      return [(context) => agents.giveBack({ giftId, sandboxId }, context)]
    }
    const task = agentTaskOf(event)
    return task ? [(context) => agents.step(task, context)] : []
  },
})
