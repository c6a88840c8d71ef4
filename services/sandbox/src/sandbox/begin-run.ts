/** The run begins: its clock starts. */
import type { SandboxStarted } from '@agent-arena/contracts'
import { identityOf, type SandboxState } from './sandbox.state.ts'

export interface BeginRun {
  readonly type: 'BeginRun'
  readonly at: string
}

/** Only a ready sandbox begins, and not before its time. */
export const beginRun = ({ at }: BeginRun, { request, status }: SandboxState): readonly SandboxStarted[] => {
  if (!request || status !== 'ready' || at < request.startsAt) return []
  const { timeLimitSeconds } = request
  const endsAt = new Date(Date.parse(at) + timeLimitSeconds * 1000).toISOString()
  return [{ type: 'SandboxStarted', data: { ...identityOf(request), startedAt: at, endsAt, timeLimitSeconds } }]
}
