/** What a sandbox needs done now: pure, from its state, its place and the time. Called again and again until it is destroyed. */
import type { PlaceState } from '../drivers/sandbox-driver.ts'
import type { LookKind } from './rule-on-look.ts'
import { hasEnded, type SandboxState } from '../sandbox/sandbox.state.ts'

export type Step =
  | { readonly do: 'wait' }
  | { readonly do: 'provision' }
  | { readonly do: 'create-place' }
  | { readonly do: 'mark-ready' }
  | { readonly do: 'begin' }
  /** The run has begun, but its agent was not told. */
  | { readonly do: 'tell-to-begin' }
  | { readonly do: 'end'; readonly status: 'faulted' | 'cancelled'; readonly cause: string }
  | { readonly do: 'look'; readonly kind: LookKind }
  /** The agent's place goes; the sandbox waits for its verdict. */
  | { readonly do: 'release' }
  | { readonly do: 'destroy' }

export interface Circumstances {
  readonly at: string
  readonly place: PlaceState
  /** Whether every other built-in contestant stands ready or has ended. */
  readonly peersReady: boolean
  /** When this process first tried to make the place, if it did. */
  readonly placeSince: string | null
}

/** Places are made this long before the run, so that it begins on time. */
const PROVISION_LEAD_MS = 12_000
const PROVISION_PATIENCE_MS = 45_000
const LOOK_BEFORE_MS = 5_000

const wait: Step = { do: 'wait' }
const since = (from: string, at: string) => Date.parse(at) - Date.parse(from)
const fault = (cause: string): Step => ({ do: 'end', status: 'faulted', cause })
const look = (kind: LookKind): Step => ({ do: 'look', kind })

/** What a place that is not ready needs; null when it only needs time. */
const unready = ({ place, placeSince, at }: Circumstances): Step | null => {
  if (place.phase === 'exited') return fault(place.detail ?? 'The agent’s runner ended.')
  if (placeSince !== null && since(placeSince, at) > PROVISION_PATIENCE_MS)
    return fault('The agent’s place was not ready in time.')
  return place.phase === 'absent' ? { do: 'create-place' } : null
}

const whileMade = (circumstances: Circumstances): Step =>
  circumstances.place.phase === 'ready' ? { do: 'mark-ready' } : (unready(circumstances) ?? wait)

const whileReady = (request: NonNullable<SandboxState['request']>, circumstances: Circumstances): Step => {
  const { at, place, peersReady } = circumstances
  const untilStart = -since(request.startsAt, at)
  const before = untilStart < LOOK_BEFORE_MS ? look('before') : wait
  if (request.agent.kind === 'external')
    return -untilStart > request.startTimeoutSeconds * 1000
      ? { do: 'end', status: 'cancelled', cause: `The agent did not begin within ${request.startTimeoutSeconds} seconds.` }
      : before
  if (place.phase !== 'ready') return unready(circumstances) ?? before
  return untilStart <= 0 && peersReady ? { do: 'begin' } : before
}

/** Whether the others need not wait for this one; after a restart a ready sandbox may have to be made its place anew. */
export const standsReady = ({ status }: SandboxState, { phase }: PlaceState): boolean =>
  status === 'ready' ? phase === 'ready' : status !== 'requested' && status !== 'provisioning'

const whileRunning = (state: SandboxState, { at, place }: Circumstances): Step => {
  if (state.claimedAt !== null) return look('claimed')
  if (state.endsAt !== null && at >= state.endsAt) return look('time')
  if (state.request?.agent.kind === 'external') return look('running')
  if (place.phase === 'absent') return fault('The arena stopped while the agent was running.')
  if (place.phase === 'exited') return fault(place.detail ?? 'The agent’s runner ended.')
  return place.phase === 'ready' ? { do: 'tell-to-begin' } : look('running')
}

export const nextStep = (state: SandboxState, circumstances: Circumstances): Step => {
  const { request, status, destroyed } = state
  if (!request || destroyed) return wait
  if (hasEnded(state)) return { do: 'destroy' }
  switch (status) {
    case 'requested':
      return -since(request.startsAt, circumstances.at) <= PROVISION_LEAD_MS ? { do: 'provision' } : wait
    case 'provisioning':
      return whileMade(circumstances)
    case 'ready':
      return whileReady(request, circumstances)
    case 'running':
      return whileRunning(state, circumstances)
    case 'awaiting-verdict':
      return circumstances.place.phase === 'absent' ? wait : { do: 'release' }
    default:
      return wait
  }
}
