/** Who and what is in a play: users, two success markets of one run, and the winner market of its match. */
import { newId, NOBODY, serviceContext, type MarketOpened } from '@agent-arena/contracts'
import type { AccountWriter } from '../account/account.writer.ts'
import type { AgentWriter } from '../agent/agent.writer.ts'
import type { MarketWriter } from '../market/market.writer.ts'

export interface CastMarket {
  readonly id: string
  readonly kind: 'success' | 'winner'
  readonly outcomes: readonly string[]
  readonly feeBps: number
}

export interface Cast {
  readonly users: readonly { readonly id: string; readonly name: string }[]
  readonly sandboxId: string
  readonly markets: readonly CastMarket[]
  /** Of the match; it stands among the markets. */
  readonly winner: CastMarket
}

export const newCast = (): Cast => {
  const [sandboxId, other] = [newId('sandbox'), newId('sandbox')]
  const runs = [0, 700].map((feeBps): CastMarket => ({
    id: newId('market'),
    kind: 'success',
    outcomes: ['success', 'failure'],
    feeBps,
  }))
  const winner: CastMarket = { id: newId('market'), kind: 'winner', outcomes: [sandboxId, other, NOBODY], feeBps: 300 }
  const users = ['Ada', 'Bob', 'Cy', 'Di'].map((name) => ({ id: newId('user'), name }))
  return { users, sandboxId, markets: [...runs, winner], winner }
}

export interface Writers {
  readonly markets: MarketWriter
  readonly accounts: AccountWriter
  readonly agents: AgentWriter
}

const termsOf = (
  { id: marketId, kind, outcomes, feeBps }: CastMarket,
  { sandboxId }: Cast,
): Omit<MarketOpened['data'], 'openedAt'> => ({
  marketId,
  kind,
  title: 'Will it?',
  sandboxIds: kind === 'success' ? [sandboxId] : outcomes.filter((id) => id !== NOBODY),
  outcomes: outcomes.map((id) => ({ id, name: id })),
  feeBps,
  owners: [],
  timeLimitSeconds: 100,
  startsAt: new Date().toISOString(),
})

export const openCast = async (cast: Cast, { markets, accounts, agents }: Writers): Promise<void> => {
  const { users, sandboxId, winner } = cast
  const context = serviceContext('betting')
  for (const market of cast.markets) await markets.step({ type: 'OpenMarket', data: termsOf(market, cast) }, context)
  for (const { id: userId, name } of users) await accounts.open({ userId, name }, context)
  const agentMarkets = { success: cast.markets[0]?.id ?? '', winner: winner.id }
  const agent = { sandboxId, title: 'It', rated: false, markets: agentMarkets }
  await agents.step({ type: 'OpenAgentAccount', data: agent }, context)
  await agents.step({ type: 'StartAgentAccount', data: { sandboxId } }, context)
}
