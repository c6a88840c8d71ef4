/** How the pool is shared between the outcomes, as one bar in their colours. */
import type { Market } from '@agent-arena/contracts'
import { cornerOf } from '../../words/corner.ts'
import { percent } from '../../words/format.ts'
import { outcomeLabel } from '../../words/status.ts'

type Shared = Pick<Market, 'outcomes' | 'pool'>

const inWords = ({ outcomes, pool }: Shared) =>
  pool === 0
    ? 'Nothing is staked yet'
    : outcomes.map((outcome) => `${outcomeLabel(outcome)} ${percent((outcome.stake / pool) * 100)}`).join(', ')

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
