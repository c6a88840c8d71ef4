/** Who somebody is in a match: name, model, odds on the win until the market is over. */
import type { Market, Sandbox } from '@agent-arena/contracts'
import { MovingOdds } from '../bits/moving-odds.tsx'

export const agentName = ({ model, agentKind }: Pick<Sandbox, 'model' | 'agentKind'>) =>
  model ?? (agentKind === 'external' ? 'external agent' : 'house agent')

export const ContestantHead = ({ sandbox, market }: { readonly sandbox: Sandbox; readonly market: Market | undefined }) => {
  const inPlay = market?.status === 'open' || market?.status === 'locked'
  const outcome = market?.outcomes.find(({ id }) => id === sandbox.id)
  return (
    <header className="contestant-head">
      <h2>{sandbox.title}</h2>
      <span className="contestant-model" title={agentName(sandbox)}>
        {agentName(sandbox)}
      </span>
      {inPlay && outcome && <MovingOdds value={outcome.multiplier} />}
    </header>
  )
}
