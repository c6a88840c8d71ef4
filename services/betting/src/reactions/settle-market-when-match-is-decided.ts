/** The result of a match settles its winner market; a voided match cancels it. */
import { NOBODY, type MatchDecided, type SandboxServiceFact } from '@agent-arena/contracts'
import type { MarketTask } from '../market/market.writer.ts'

const winnersOf = ({ winner, tied }: MatchDecided['data']['result']): readonly string[] =>
  tied.length > 0 ? tied : [winner ?? NOBODY]

export const settleMarketWhenMatchIsDecided = (fact: SandboxServiceFact): readonly MarketTask[] => {
  if (fact.type === 'MatchDecided') {
    const { marketId, result, evidenceAt } = fact.data
    return [{ type: 'SettleMarket', data: { marketId, winners: winnersOf(result), evidenceAt } }]
  }
  if (fact.type === 'MatchVoided') {
    const { marketId, cause } = fact.data
    return [{ type: 'VoidMarket', data: { marketId, cause } }]
  }
  return []
}
