/** Opens and refills accounts of users. */
import { newId, type RequestContext } from '@agent-arena/contracts'
import { handle, type EventLog, type Untimed } from '@agent-arena/event-store'
import type { BettingConfig } from '../betting.config.ts'
import { accountDecider, type AccountCommand } from './account.decider.ts'
import { accountFold, type AccountState } from './account.state.ts'
import { accountStream } from './ledger.ts'

export interface AccountWriter {
  /** Answers the balance. */
  open(user: { readonly userId: string; readonly name: string }, context: RequestContext): Promise<number>
  /** Refills the account where the rules say so. Answers the balance. */
  refill(userId: string, context: RequestContext): Promise<number>
}

export const createAccountWriter = (log: EventLog, config: Pick<BettingConfig, 'grantCredits' | 'refill'>): AccountWriter => {
  const write = async (userId: string, command: Untimed<AccountCommand>, context: RequestContext): Promise<number> => {
    const { answer } = await handle<{ account: AccountState }, number>(log, {
      context,
      places: { account: { stream: accountStream(userId), fold: accountFold } },
      decide: ({ account }, at) => ({ account: accountDecider.decide({ ...command, at }, account) }),
      answer: ({ states }) => states.account.credits,
    })
    return answer
  }

  return {
    open: ({ userId, name }, context) => {
      const data = { userId, name, grantCredits: config.grantCredits, transferId: newId('transfer') }
      return write(userId, { type: 'OpenAccount', data }, context)
    },
    refill: (userId, context) =>
      write(userId, { type: 'RefillAccount', data: { userId, transferId: newId('transfer'), ...config.refill } }, context),
  }
}
