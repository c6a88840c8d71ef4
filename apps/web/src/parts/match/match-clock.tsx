/** The clock in the middle of a match: to the start, to the end, or the result. */
import type { Market, Match } from '@agent-arena/contracts'
import { matchEndText } from '../../words/corrected.ts'
import { Countdown } from '../bits/countdown.tsx'
import { knownLockAt } from '../market/lock.ts'
import { matchDeadline } from './deadline.ts'

interface MatchClockProps {
  readonly match: Match
  readonly market: Market | undefined
}

export const MatchClock = ({ match, market }: MatchClockProps) => {
  if (match.status === 'decided' || match.status === 'voided')
    return <p className="match-clock match-result">{matchEndText(match, market)}</p>
  const lockAt = market && knownLockAt(market)
  return (
    <div className="match-clock">
      {match.status === 'scheduled' ? (
        <Countdown until={match.startsAt} label="Starts in" />
      ) : (
        <Countdown until={matchDeadline(match)} label="Time left" />
      )}
      {lockAt && <Countdown until={lockAt} label="Bets lock in" />}
      {market && market.status !== 'open' && <span className="match-locked">Bets locked</span>}
    </div>
  )
}
