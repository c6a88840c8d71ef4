/** How one stands in a market: what was staked, what came back, in a sentence. */
import type { MyBet } from '@agent-arena/contracts'
import { credits, grouped } from '../../words/format.ts'
import type { Tone } from '../../words/status.ts'

export interface Standing {
  readonly text: string
  readonly tone: Tone
}

type Stood = Pick<MyBet, 'stake' | 'payout' | 'status'>

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Undefined without bets, and while any of them is still open. */
export const standingOf = (bets: readonly Stood[]): Standing | undefined => {
  if (bets.length === 0 || bets.some(({ status }) => status === 'open')) return undefined
  const staked = sum(bets.map(({ stake }) => stake))
  const back = sum(bets.map(({ payout }) => payout ?? 0))
  const net = back - staked
  const inAll = back > 0 ? ` (${grouped(back)} back)` : ''
  if (bets.every(({ status }) => status === 'refunded')) return { text: `Your ${credits(staked)} came back`, tone: 'quiet' }
  if (net > 0) return { text: `You won ${credits(net)}${inAll}`, tone: 'good' }
  return net < 0 ? { text: `You lost ${credits(-net)}${inAll}`, tone: 'bad' } : { text: 'You came out even', tone: 'quiet' }
}
