/** The market: all its rules in one place. */
import type { MarketFact } from '@agent-arena/contracts'
import type { Decider } from '@agent-arena/event-store'
import { closeOutcome, type CloseOutcome } from './close-outcome.ts'
import { lockMarket, lockMarketByTime, type LockMarket, type LockMarketByTime } from './lock-market.ts'
import { marketFold, type MarketState } from './market.state.ts'
import { noteProgress, type NoteProgress } from './note-progress.ts'
import { openMarket, type OpenMarket } from './open-market.ts'
import { placeBet, type PlaceBet } from './place-bet.ts'
import { reverseSettlement, type ReverseSettlement } from './reverse-settlement.ts'
import { settleMarket, type SettleMarket } from './settle-market.ts'
import { startMarket, type StartMarket } from './start-market.ts'
import { voidMarket, type VoidMarket } from './void-market.ts'
import { voidUnjudged, type VoidUnjudged } from './void-unjudged.ts'

/** What the platform itself does with a market; betting is the audience's part, correcting the operators'. */
export type MarketStep =
  | OpenMarket
  | StartMarket
  | NoteProgress
  | CloseOutcome
  | LockMarket
  | LockMarketByTime
  | SettleMarket
  | VoidMarket
  | VoidUnjudged

export type MarketCommand = MarketStep | PlaceBet | ReverseSettlement

const decide = (command: MarketCommand, market: MarketState): readonly MarketFact[] => {
  switch (command.type) {
    case 'OpenMarket':
      return openMarket(command, market)
    case 'StartMarket':
      return startMarket(command, market)
    case 'NoteProgress':
      return noteProgress(command, market)
    case 'CloseOutcome':
      return closeOutcome(command, market)
    case 'PlaceBet':
      return placeBet(command, market)
    case 'LockMarket':
      return lockMarket(command, market)
    case 'LockMarketByTime':
      return lockMarketByTime(command, market)
    case 'SettleMarket':
      return settleMarket(command, market)
    case 'VoidMarket':
      return voidMarket(command, market)
    case 'VoidUnjudged':
      return voidUnjudged(command, market)
    case 'ReverseSettlement':
      return reverseSettlement(command, market)
  }
}

export const marketDecider: Decider<MarketCommand, MarketFact, MarketState> = { ...marketFold, decide }
