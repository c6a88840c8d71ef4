/** What the sandbox service's facts show in the feed. */
import type { AgentEventType, SandboxServiceFact, SandboxStatus, Stored } from '@agent-arena/contracts'
import type { NewItem } from './new-item.ts'

type SandboxEvent = Stored<SandboxServiceFact>

const status = (sandboxId: string, state: SandboxStatus, text: string): NewItem => ({
  sandboxId,
  kind: 'status',
  data: { status: state, text },
})

const claimText = (outcome: 'succeeded' | 'failed', summary: string | undefined) => {
  const claim = outcome === 'succeeded' ? 'The agent says that it reached the goal' : 'The agent gave up'
  return summary === undefined ? `${claim}.` : `${claim}: ${summary}`
}

/** Agents may add fields of their own to a step: none of them makes its progress the referee's. */
const sourceOf = (type: AgentEventType) => (type === 'progress' ? { source: 'claim' } : {})

export const sandboxItems = (event: SandboxEvent): readonly NewItem[] => {
  switch (event.type) {
    case 'SandboxRequested':
      return [status(event.data.sandboxId, 'requested', 'The sandbox was requested.')]
    case 'SandboxProvisioning':
      return [status(event.data.sandboxId, 'provisioning', 'A place for it is being made.')]
    case 'SandboxReady':
      return [status(event.data.sandboxId, 'ready', 'Everything is ready.')]
    case 'SandboxStarted':
      return [status(event.data.sandboxId, 'running', 'The run began.')]
    case 'SandboxCompletionClaimed': {
      const { sandboxId, outcome, summary, awaitsVerdict } = event.data
      return [status(sandboxId, awaitsVerdict ? 'awaiting-verdict' : 'running', claimText(outcome, summary))]
    }
    case 'SandboxEnded': {
      const { sandboxId, status: ended, outcome } = event.data
      return [status(sandboxId, ended, outcome.cause), { sandboxId, kind: 'verdict', data: { status: ended, ...outcome } }]
    }
    case 'SandboxProgressed': {
      const { sandboxId, progress, source, met, note } = event.data
      return [{ sandboxId, kind: 'progress', data: { progress, source, met, ...(note !== undefined && { note }) } }]
    }
    case 'AgentStepRecorded': {
      const { sandboxId, event: step } = event.data
      return [{ sandboxId, kind: step.type, data: { ...step.payload, ...sourceOf(step.type), seq: step.seq } }]
    }
    case 'SandboxFunded':
    case 'SandboxFundingDeclined':
    case 'SandboxDestroyed':
    case 'MatchScheduled':
    case 'MatchStarted':
    case 'MatchDecided':
    case 'MatchVoided':
      return []
  }
}
