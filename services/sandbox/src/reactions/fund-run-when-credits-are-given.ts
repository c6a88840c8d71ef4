/** Credits that the audience gave to an agent extend the budget of its run, or are declined when it is over. */
import type { BettingFact, Stored } from '@agent-arena/contracts'
import { handle, type EventLog } from '@agent-arena/event-store'
import type { Reaction } from '@agent-arena/service-kit'
import { fundRun } from '../sandbox/fund-run.ts'
import { sandboxFold, streamOfSandbox, type SandboxState } from '../sandbox/sandbox.state.ts'

export const fundRunWhenCreditsAreGiven = (log: EventLog): Reaction => ({
  name: 'fund-run-when-credits-are-given',
  source: 'betting',
  react(event: Stored<BettingFact>) {
    if (event.type !== 'CreditsGiven') return []
    const { sandboxId, giftId, credits, tokens } = event.data
    return [
      (context) =>
        handle<{ sandbox: SandboxState }, null>(log, {
          context,
          places: { sandbox: { stream: streamOfSandbox(sandboxId), fold: sandboxFold } },
          decide: ({ sandbox }, at) => ({ sandbox: fundRun({ type: 'FundRun', giftId, credits, tokens, at }, sandbox) }),
          answer: () => null,
        }),
    ]
  },
})
