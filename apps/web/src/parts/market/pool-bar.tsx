/** How the pool is shared between the outcomes, as one bar in their colours. */
import type { Market } from '@agent-arena/contracts'
import { cornerOf } from '../../words/corner.ts'
import { percents } from '../../words/format.ts'
import { outcomeLabel } from '../../words/status.ts'

type Shared = Pick<Market, 'outcomes' | 'pool'>

const inWords = ({ outcomes, pool }: Shared) => {
  if (pool === 0) return 'Nothing is staked yet'
  const shares = percents(outcomes.map(({ stake }) => stake))
  return outcomes.map((outcome, index) => `${outcomeLabel(outcome)} ${shares[index]}`).join(', ')
}

export const PoolBar = ({ market: { outcomes, pool } }: { readonly market: Shared }) => (
  <div>
    <p className="visually-hidden">{`Share of the pool: ${inWords({ outcomes, pool })}`}</p>
    <div className="pool-bar" aria-hidden="true">
      {pool === 0 && <span className="pool-bar-empty" />}
      {outcomes
        .filter(({ stake }) => stake > 0)
        .map((outcome) => (
          <span key={outcome.id} data-corner={cornerOf(outcome.id, outcomes)} style={{ flexGrow: outcome.stake }} />
        ))}
    </div>
  </div>
)
