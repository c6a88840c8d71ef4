/** A gift of the audience extends the budget of a running sandbox, or is declined when the run is over; once a gift. */
import type { SandboxFunded, SandboxFundingDeclined } from '@agent-arena/contracts'
import type { SandboxState } from './sandbox.state.ts'

export interface FundRun {
  readonly type: 'FundRun'
  readonly giftId: string
  readonly credits: number
  readonly tokens: number
  readonly at: string
}

export const fundRun = (
  { giftId, credits, tokens, at }: FundRun,
  { request, status, gifts }: SandboxState,
): readonly (SandboxFunded | SandboxFundingDeclined)[] => {
  if (!request || gifts.has(giftId)) return []
  const { sandboxId } = request
  return status === 'running'
    ? [{ type: 'SandboxFunded', data: { sandboxId, giftId, credits, tokens, at } }]
    : [{ type: 'SandboxFundingDeclined', data: { sandboxId, giftId, at } }]
}
