/** Places a bet once. */
import { arena } from '../../api/client.ts'
import { renewMarketNow } from '../../api/renew.ts'
import { useSpending } from '../../api/use-spending.ts'
import type { BetIntent } from './slip.ts'

/** The placed bet; undefined when somebody would rather just watch. */
export const usePlaceBet = (marketId: string) =>
  useSpending({
    send: (bet: BetIntent, options) => arena.placeBet({ marketId, ...bet }, options),
    onSettled: () => void renewMarketNow(marketId),
  })
