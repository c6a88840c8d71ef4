/** Settlements of a market that an operator took back, with the reason that was given. */
import type { Market, Settlement } from '@agent-arena/contracts'
import { dayAndTime } from '../../words/format.ts'
import { outcomesText } from '../../words/status.ts'
import { Icon } from '../bits/icon.tsx'

interface ReversalsProps {
  readonly market: Pick<Market, 'outcomes'>
  readonly reversals: Settlement['reversals']
}

export const Reversals = ({ market: { outcomes }, reversals }: ReversalsProps) => {
  if (reversals.length === 0) return null
  return (
    <section className="reversals" aria-label="Settlements that were taken back">
      <h3 className="kicker">Taken back</h3>
      <ol>
        {reversals.map(({ round, winners, reason, reversedAt }) => (
          <li key={round}>
            <Icon name="switch" size={16} />
            <div>
              <p>
                Was settled for <strong>{outcomesText(winners, outcomes)}</strong>: {reason}
              </p>
              <p className="quiet">
                by an operator, <time dateTime={reversedAt}>{dayAndTime(reversedAt)}</time>
              </p>
            </div>
          </li>
        ))}
      </ol>
      <p className="fine-print">The verdict on the run stays as it was told; the bets follow the correction.</p>
    </section>
  )
}
