/** Checks a settlement in this browser: reads the public record, works the payouts out again, and compares. */
import { checkSettlement, readAllPages, type CheckedSettlement, type MarketFact } from '@agent-arena/contracts'
import { arena } from '../../api/client.ts'
import { plural } from '../../words/format.ts'
import { problemText } from '../../words/problem.ts'

export interface Verdict {
  readonly isSame: boolean
  readonly text: string
  /** What differs, a sentence each. */
  readonly differences: readonly string[]
}

/** "Verified: 12 bets, 340 credits paid, same to the credit." */
export const verdictOf = ({ bets, credits, differences, unpaid }: CheckedSettlement): Verdict => {
  const figures = `${plural(bets, 'bet')}, ${plural(credits, 'credit')} paid`
  const waiting = unpaid > 0 ? ` ${plural(unpaid, 'payout')} ${unpaid === 1 ? 'is' : 'are'} still on the way.` : ''
  if (differences.length === 0) return { isSame: true, text: `Verified: ${figures}, same to the credit.${waiting}`, differences }
  return {
    isSame: false,
    text: `Not the same: ${plural(differences.length, 'difference')} in ${figures}.${waiting}`,
    differences,
  }
}

export const unreadText = (problem: unknown) => `The record could not be read: ${problemText(problem)}`

export const verifySettlement = async (marketId: string): Promise<Verdict> => {
  const [record, told, bets] = await Promise.all([
    readAllPages((page) => arena.listMarketEvents({ marketId, ...page })),
    arena.getSettlement({ marketId }),
    readAllPages((page) => arena.listBets({ marketId, ...page })),
  ])
  const checked = checkSettlement(record as readonly unknown[] as readonly MarketFact[], told, bets)
  if (!checked) return { isSame: false, text: 'The public record does not tell that this market is over.', differences: [] }
  return verdictOf(checked)
}
