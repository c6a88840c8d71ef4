/** Settles a market once: locks it where it is still open, leaves out further late bets, and says what is won, lost and taken. */
import { settle, type MarketLocked, type MarketSettled } from '@agent-arena/contracts'
import { inOrder } from './bet-chain.ts'
import { lockFacts } from './lock-market.ts'
import { evolveOpened, type MarketState, type OpenedMarket } from './market.state.ts'
import { betsAfter, poolsOf } from './pools.ts'
import { verdictText } from './texts.ts'

export interface SettleMarket {
  readonly type: 'SettleMarket'
  readonly data: {
    readonly marketId: string
    /** One outcome, or several that tied. */
    readonly winners: readonly string[]
    /** How it came to that, as a sentence, where there is more to say than who won. */
    readonly because?: string
    /** By when the verdict could be known. */
    readonly evidenceAt: string
  }
  readonly at: string
}

/** Without a time of evidence no further bets are left out. */
interface Verdict {
  readonly data: Omit<SettleMarket['data'], 'evidenceAt'> & { readonly evidenceAt?: string }
  readonly at: string
}

export const settledFact = ({ data, at }: Verdict, market: OpenedMarket): MarketSettled => {
  const { marketId, winners, because, evidenceAt } = data
  const bets = inOrder(market.bets)
  const later = evidenceAt === undefined ? [] : betsAfter(bets, evidenceAt)
  const late = later.filter((betId) => !market.excluded.has(betId))
  const excluded = new Set([...market.excluded, ...late])
  const { losingPool, fee } = settle({ ...market, outcomes: market.outcomes.map(({ id }) => id), bets, winners, excluded })
  const text = verdictText(market, winners, because)
  const pools = poolsOf(market.outcomes, bets, excluded)
  const known = { marketId, winners, text, losingPool, fee, pools, ...(evidenceAt !== undefined && { evidenceAt }) }
  return { type: 'MarketSettled', data: { ...known, excluded: late, settledAt: at } }
}

export const settleMarket = (command: SettleMarket, market: MarketState): readonly (MarketLocked | MarketSettled)[] => {
  if (market.status === 'locked') return [settledFact(command, market)]
  if (market.status !== 'open') return []
  const { evidenceAt } = command.data
  const locked = lockFacts({ cause: 'ended', text: 'The run has ended.', evidenceAt }, market, command.at)
  return [locked, settledFact(command, evolveOpened(market, locked))]
}
