/** A gift of the audience extends the budget of a running sandbox, once a gift; what comes after the end changes nothing here. */
import type { SandboxFunded } from '@agent-arena/contracts'
import type { SandboxState } from './sandbox.state.ts'

export interface FundRun {
  readonly type: 'FundRun'
  readonly giftId: string
  readonly credits: number
  readonly tokens: number
  readonly at: string
}

export const fundRun = ({ type: _type, ...gift }: FundRun, { request, status, gifts }: SandboxState): readonly SandboxFunded[] =>
  request && status === 'running' && !gifts.has(gift.giftId)
    ? [{ type: 'SandboxFunded', data: { sandboxId: request.sandboxId, ...gift } }]
    : []
