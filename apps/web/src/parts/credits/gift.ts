/** Credits for an agent: whether it takes them, what they buy, and who gave them. */
import { isEnded, type FeedItem, type Sandbox } from '@agent-arena/contracts'
import { credits, grouped } from '../../words/format.ts'
import { outcomeLabel } from '../../words/status.ts'
import { type Data, listOf, numberOf, textOf } from '../feed/fields.ts'

type Asked = Pick<Sandbox, 'rated' | 'status'>

/** Why an agent takes no credits now; undefined where it does. The rules are those of its account. */
export const refusedGift = ({ rated, status }: Asked): string | undefined => {
  if (rated) return 'This run is rated: nobody may help its agent.'
  if (status === 'running') return undefined
  if (status === 'suspended') return 'The run is paused: the agent takes credits while it goes on.'
  if (status === 'awaiting-verdict') return 'The agent has said that it is done: it takes no more credits.'
  return isEnded(status) ? 'The run is over: its agent takes no more credits.' : 'The agent takes credits once its run has begun.'
}

/** Whether there is anything to tell of credits: a run that takes none and got none needs no word. */
export const tellsOfGifts = ({ budget, ...sandbox }: Asked & Pick<Sandbox, 'budget'>) =>
  budget.creditsGiven > 0 || !isEnded(sandbox.status)

/** "25 cr buy 2,500 tokens" */
export const boughtText = (amount: number, tokensPerCredit: number) =>
  `${credits(amount)} ${amount === 1 ? 'buys' : 'buy'} ${grouped(amount * tokensPerCredit)} tokens`

/** The tokens that an agent may use; undefined while none are set aside for it. */
export const budgetText = ({ tokens, tokensUsed }: Sandbox['budget']): string | undefined => {
  if (tokens === 0) return undefined
  return tokensUsed === 0
    ? `Its budget holds ${grouped(tokens)} tokens.`
    : `It has used ${grouped(tokensUsed)} of its ${grouped(tokens)} tokens.`
}

/** House agents follow rules of their own and call no model. */
export const needsNoTokens = ({ model }: Pick<Sandbox, 'model'>) => model?.startsWith('house/') ?? false

export interface Giver {
  readonly name: string
  readonly credits: number
  /** What the giver had staked on the run with the last gift: "10 cr on Succeeds". */
  readonly stakes: readonly string[]
}

const stakeText = (held: Data) => {
  const outcome = outcomeLabel({ id: textOf(held, 'outcome') ?? '', name: textOf(held, 'outcomeName') ?? 'an outcome' })
  return `${credits(numberOf(held, 'stake') ?? 0)} on ${outcome}`
}

/** Who gave and did not get it back, the most generous first. Names are taken once, so that one name is one giver. */
export const giversOf = (items: readonly FeedItem[]): readonly Giver[] => {
  const givers = new Map<string, Giver>()
  for (const { kind, data } of items) {
    if (kind !== 'credits') continue
    const name = textOf(data, 'userName') ?? 'Somebody'
    const { credits: before, stakes } = givers.get(name) ?? { credits: 0, stakes: [] }
    const amount = numberOf(data, 'amount') ?? 0
    if (data['returned'] !== true)
      givers.set(name, { name, credits: before + amount, stakes: listOf(data, 'position').map(stakeText) })
    else if (before > amount) givers.set(name, { name, credits: before - amount, stakes })
    else givers.delete(name)
  }
  return [...givers.values()].sort((left, right) => right.credits - left.credits)
}
