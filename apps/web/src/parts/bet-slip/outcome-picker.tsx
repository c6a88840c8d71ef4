/** The outcomes as buttons with their multipliers: radio buttons underneath, so that arrow keys choose. */
import type { Market } from '@agent-arena/contracts'
import { cornerOf } from '../../words/corner.ts'
import { credits } from '../../words/format.ts'
import { outcomeLabel } from '../../words/status.ts'
import { MovingOdds } from '../bits/moving-odds.tsx'

interface OutcomePickerProps {
  readonly market: Pick<Market, 'id' | 'outcomes'>
  readonly chosen: string | undefined
  readonly choose: (outcome: string) => void
}

export const OutcomePicker = ({ market: { id: marketId, outcomes }, chosen, choose }: OutcomePickerProps) => (
  <fieldset className="outcomes">
    <legend className="kicker">Outcome</legend>
    {outcomes.map((outcome) => (
      <label key={outcome.id} className="outcome" data-corner={cornerOf(outcome.id, outcomes)} data-closed={!outcome.open}>
        <input
          type="radio"
          name={`outcome-${marketId}`}
          value={outcome.id}
          checked={chosen === outcome.id}
          disabled={!outcome.open && chosen !== outcome.id}
          onChange={() => choose(outcome.id)}
        />
        <span className="outcome-name">{outcomeLabel(outcome)}</span>
        <span className="outcome-stake figures">
          {outcome.open ? `${credits(outcome.stake)} staked` : 'run ended, no more bets'}
        </span>
        <MovingOdds value={outcome.multiplier} />
      </label>
    ))}
  </fieldset>
)
