/** The account: all its rules in one place. */
import type { AccountFact } from '@agent-arena/contracts'
import type { Decider } from '@agent-arena/event-store'
import { accountFold, type AccountState } from './account.state.ts'
import { closeBets, type CloseBets } from './close-bets.ts'
import { openAccount, type OpenAccount } from './open-account.ts'
import { stakeCredits, type StakeCredits } from './stake-credits.ts'
import { takeFee, type TakeFee } from './take-fee.ts'

export type AccountCommand = OpenAccount | StakeCredits | CloseBets | TakeFee

const decide = (command: AccountCommand, account: AccountState): readonly AccountFact[] => {
  switch (command.type) {
    case 'OpenAccount':
      return openAccount(command, account)
    case 'StakeCredits':
      return stakeCredits(command, account)
    case 'CloseBets':
      return closeBets(command, account)
    case 'TakeFee':
      return takeFee(command, account)
  }
}

export const accountDecider: Decider<AccountCommand, AccountFact, AccountState> = { ...accountFold, decide }
