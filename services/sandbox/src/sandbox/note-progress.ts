/** Progress rises, by the referee's word or, where the goal has no checks, by the agent's. */
import type { SandboxProgressed } from '@agent-arena/contracts'
import { checksOf, identityOf, type SandboxState } from './sandbox.state.ts'

export interface NoteProgress {
  readonly type: 'NoteProgress'
  /** Percent. */
  readonly progress: number
  readonly source: 'referee' | 'claim'
  readonly met: readonly number[]
  readonly note?: string
  readonly at: string
  readonly evidenceAt: string
}

/** It never falls, and a claim counts for nothing where there are checks. */
export const noteProgress = ({ type: _type, ...told }: NoteProgress, state: SandboxState): readonly SandboxProgressed[] => {
  if (!state.request || state.status !== 'running' || told.progress <= state.progress) return []
  if (told.source === 'claim' && checksOf(state).length > 0) return []
  return [{ type: 'SandboxProgressed', data: { ...identityOf(state.request), ...told } }]
}
