/**
 * A market that is settled or voided, also after a reversal, pays its bets, if its books are right; a repeat pays only what is open. Then
 * its books are looked at once more, with what was paid.
 */
import { PAYING_REACTION, type BettingFact, type Stored } from '@agent-arena/contracts'
import type { Reaction, Task } from '@agent-arena/service-kit'
import type { Auditor } from '../audit/auditor.ts'
import type { Payer } from '../payout/payer.ts'

export const payBetsWhenMarketIsOver = (payer: Payer, auditor: Pick<Auditor, 'requireSound' | 'requirePaid'>): Reaction => ({
  name: PAYING_REACTION,
  source: 'betting',
  react(event: Stored<BettingFact>): readonly Task[] {
    if (event.type !== 'MarketSettled' && event.type !== 'MarketVoided') return []
    const { marketId } = event.data
    return [
      () => auditor.requireSound(marketId),
      (context) => payer.payOut(marketId, context),
      () => auditor.requirePaid(marketId, event.position),
    ]
  },
})
