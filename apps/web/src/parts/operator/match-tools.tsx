/** What an operator decides about a match: its end. */
import type { Match } from '@agent-arena/contracts'
import { operatorArena } from '../../api/operator.ts'
import { DecisionForm } from './decision-form.tsx'

export const MatchTools = ({ match: { id: matchId, status } }: { readonly match: Match }) => {
  if (status !== 'scheduled' && status !== 'running') return null
  return (
    <section className="panel operator-tools" aria-labelledby="operator-tools">
      <h2 id="operator-tools">For operators</h2>
      <DecisionForm
        title="Cancel this match"
        icon="cross"
        maxReason={500}
        button="Cancel the match"
        warning="A cancelled match stays void: it cannot be played on."
        decide={(reason) => operatorArena.cancelMatch({ matchId, reason })}
      >
        <p className="quiet">Every run that goes on ends now, and the bets on it and on the winner are refunded in full.</p>
      </DecisionForm>
    </section>
  )
}
