/** The account: all its rules in one place. */
import type { AccountFact } from '@agent-arena/contracts'
import type { Decider } from '@agent-arena/event-store'
import { accountFold, type AccountState } from './account.state.ts'
import { closeBets, type CloseBets } from './close-bets.ts'
import { giveCredits, type GiveCredits } from './give-credits.ts'
import { openAccount, type OpenAccount } from './open-account.ts'
import { refillAccount, type RefillAccount } from './refill-account.ts'
import { returnFee, type ReturnFee } from './return-fee.ts'
import { stakeCredits, type StakeCredits } from './stake-credits.ts'
import { takeBackCredits, type TakeBackCredits } from './take-back-credits.ts'
import { takeFee, type TakeFee } from './take-fee.ts'
import { undoSettlement, type UndoSettlement } from './undo-settlement.ts'

export type AccountCommand =
  OpenAccount | RefillAccount | StakeCredits | GiveCredits | TakeBackCredits | CloseBets | TakeFee | UndoSettlement | ReturnFee

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
    case 'RefillAccount':
      return refillAccount(command, account)
    case 'GiveCredits':
      return giveCredits(command, account)
    case 'TakeBackCredits':
      return takeBackCredits(command)
    case 'UndoSettlement':
      return undoSettlement(command, account)
    case 'ReturnFee':
      return returnFee(command, account)
  }
}

export const accountDecider: Decider<AccountCommand, AccountFact, AccountState> = { ...accountFold, decide }
