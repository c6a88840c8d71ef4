/** What the rules of a sandbox ask about it. */
import {
  isEnded,
  type Check,
  type EndedStatus,
  type MarketsOf,
  type SandboxFact,
  type SandboxRequested,
} from '@agent-arena/contracts'
import type { Fold } from '@agent-arena/event-store'

export interface SandboxState {
  readonly request: SandboxRequested['data'] | null
  readonly status: 'none' | 'requested' | 'provisioning' | 'ready' | 'running' | 'awaiting-verdict' | EndedStatus
  readonly startedAt: string | null
  readonly endsAt: string | null
  /** Highest so far; never falls. */
  readonly progress: number
  /** When the agent said that it is done, and how. */
  readonly claimedAt: string | null
  readonly claim: 'succeeded' | 'failed' | null
  readonly evidenceAt: string | null
  /** Why it ended, as a sentence. */
  readonly cause: string | null
  readonly destroyed: boolean
  /** Gifts of the audience that were taken or declined. */
  readonly gifts: ReadonlySet<string>
}

const noSandbox: SandboxState = {
  request: null,
  status: 'none',
  startedAt: null,
  endsAt: null,
  progress: 0,
  claimedAt: null,
  claim: null,
  evidenceAt: null,
  cause: null,
  destroyed: false,
  gifts: new Set(),
}

const evolve = (state: SandboxState, fact: SandboxFact): SandboxState => {
  switch (fact.type) {
    case 'SandboxRequested':
      return { ...state, request: fact.data, status: 'requested' }
    case 'SandboxProvisioning':
      return { ...state, status: 'provisioning' }
    case 'SandboxReady':
      return { ...state, status: 'ready' }
    case 'SandboxStarted':
      return { ...state, status: 'running', startedAt: fact.data.startedAt, endsAt: fact.data.endsAt }
    case 'SandboxProgressed':
      return { ...state, progress: fact.data.progress }
    case 'SandboxCompletionClaimed':
      return {
        ...state,
        claimedAt: fact.data.at,
        claim: fact.data.outcome,
        ...(fact.data.awaitsVerdict && { status: 'awaiting-verdict' }),
      }
    case 'SandboxFunded':
    case 'SandboxFundingDeclined':
      return { ...state, gifts: new Set(state.gifts).add(fact.data.giftId) }
    case 'SandboxEnded': {
      const { evidenceAt, cause } = fact.data.outcome
      return { ...state, status: fact.data.status, evidenceAt, cause }
    }
    case 'SandboxDestroyed':
      return { ...state, destroyed: true }
  }
}

export const sandboxFold: Fold<SandboxFact, SandboxState> = { initialState: noSandbox, evolve }

export const streamOfSandbox = (sandboxId: string) => `sandbox-${sandboxId}`

export const hasEnded = ({ status }: SandboxState): boolean => status !== 'none' && isEnded(status)

export const checksOf = ({ request }: SandboxState): readonly Check[] => request?.goal.checks ?? []

/** What every later event repeats of the request, so that readers need not remember it. */
export const identityOf = ({ sandboxId, matchId, markets }: SandboxRequested['data']) => ({
  sandboxId,
  ...(matchId !== undefined && { matchId }),
  markets: markets satisfies MarketsOf,
})
