/** Feed items as sentences: what happened, in words, with an icon and a tone. */
import type { FeedItem, FeedKind } from '@agent-arena/contracts'
import type { IconName } from '../bits/icon.tsx'
import { withoutReason } from '../../words/corrected.ts'
import { credits, multiplier, percent } from '../../words/format.ts'
import { outcomeLabel, type Tone } from '../../words/status.ts'
import { actionText } from './actions.ts'
import { type Data, listOf, numberOf, shortened, textOf } from './fields.ts'

export interface Sentence {
  readonly icon: IconName
  readonly text: string
  readonly detail?: string | undefined
  readonly tone: Tone
}

type Writer = (data: Data) => Sentence

const named = (data: Data) =>
  outcomeLabel({ id: textOf(data, 'outcome') ?? '', name: textOf(data, 'outcomeName') ?? 'an outcome' })

const isOfMatch = (data: Data) => textOf(data, 'marketKind') === 'winner'

const oddsText = (data: Data) => {
  const parts = listOf(data, 'outcomes').map((outcome) => {
    const name = outcomeLabel({ id: textOf(outcome, 'id') ?? '', name: textOf(outcome, 'name') ?? '?' })
    return `${name} ${multiplier(numberOf(outcome, 'multiplier'))}`
  })
  const odds = parts.length === 0 ? 'Odds moved' : parts.join(' · ')
  if (data['final'] === true) return `${isOfMatch(data) ? 'Final match odds' : 'Final odds'}: ${odds}`
  return isOfMatch(data) ? `Match odds: ${odds}` : odds
}

const marketName = (data: Data) => (isOfMatch(data) ? 'match market' : 'sandbox market')

const became = {
  locked: { match: 'Match market locked', own: 'Betting closed' },
  settled: { match: 'Match market settled', own: 'Bets settled' },
  voided: { match: 'Match market voided', own: 'Bets voided' },
  reversed: { match: 'Match market corrected', own: 'Bets corrected' },
} as const

/** The market of the match stands in the feed of every contestant: said so, it does not read as the sandbox's own. */
const ofMarket = (data: Data, event: keyof typeof became, text = textOf(data, 'text')) => {
  const name = became[event][isOfMatch(data) ? 'match' : 'own']
  return text ? `${name}: ${withoutReason(text)}` : name
}

const done = (data: Data) => data['ok'] !== false

const progressText = (data: Data) => {
  const progress = numberOf(data, 'progress')
  const source = textOf(data, 'source') === 'referee' ? 'Referee' : 'Agent claims'
  return progress === undefined ? 'Progress was made' : `${source}: ${percent(progress)}`
}

/** Who funds an agent that it has bet on is shown with its stakes. */
const positionText = (data: Data) => {
  const stakes = listOf(data, 'position').map((held) => `${credits(numberOf(held, 'stake') ?? 0)} on ${named(held)}`)
  return stakes.length === 0 ? undefined : `Has bet ${stakes.join(', ')}.`
}

/** Who bets on what it has funded is shown with its gifts; the market of one run names no agent. */
const fundedText = (data: Data) => {
  const gifts = listOf(data, 'funded').map(
    (gift) => `${credits(numberOf(gift, 'credits') ?? 0)} to ${textOf(gift, 'agentName') ?? 'the agent'}`,
  )
  return gifts.length === 0 ? undefined : `Has given ${gifts.join(', ')}.`
}

const giftText = (data: Data) => {
  const [name, amount] = [textOf(data, 'userName') ?? 'Somebody', credits(numberOf(data, 'amount') ?? 0)]
  return data['returned'] === true
    ? `${name} got ${amount} back: the run was over before the gift came`
    : `${name} gave the agent ${amount}`
}

const writers: Record<FeedKind, Writer> = {
  status: (data) => ({ icon: 'flag', text: textOf(data, 'text') ?? `Now ${textOf(data, 'status') ?? 'changed'}`, tone: 'quiet' }),
  reasoning: (data) => ({ icon: 'thought', text: textOf(data, 'text') ?? 'Thought without words', tone: 'quiet' }),
  browser_action: (data) => ({
    icon: 'cursor',
    text: actionText(data),
    detail: done(data) ? undefined : (textOf(data, 'error') ?? 'It did not work.'),
    tone: done(data) ? 'quiet' : 'bad',
  }),
  email: (data) => ({
    icon: 'mail',
    text: `${textOf(data, 'direction') === 'in' ? 'Received' : 'Sent'} an e-mail: ${textOf(data, 'subject') ?? 'no subject'}`,
    detail: textOf(data, 'direction') === 'in' ? `from ${textOf(data, 'from') ?? '?'}` : `to ${textOf(data, 'to') ?? '?'}`,
    tone: 'quiet',
  }),
  payment: (data) => ({
    icon: 'coin',
    text: `${textOf(data, 'direction') === 'in' ? 'Was paid' : 'Paid'} ${credits(numberOf(data, 'amount') ?? 0)}`,
    detail: [textOf(data, 'payee'), textOf(data, 'memo')].filter(Boolean).join(' · '),
    tone: 'quiet',
  }),
  screenshot: () => ({ icon: 'camera', text: 'Took a picture of the screen', tone: 'quiet' }),
  error: (data) => ({
    icon: 'alert',
    text: textOf(data, 'message') ?? 'Something failed',
    detail: data['retrying'] === true ? 'Trying again.' : undefined,
    tone: 'bad',
  }),
  progress: (data) => ({ icon: 'gauge', text: progressText(data), detail: textOf(data, 'note'), tone: 'good' }),
  memory: (data) => ({
    icon: 'memory',
    text: `${textOf(data, 'operation') === 'recall' ? 'Recalled' : 'Remembered'}: ${textOf(data, 'text') ?? '…'}`,
    detail: textOf(data, 'usedFor') && `used for ${textOf(data, 'usedFor')}`,
    tone: 'quiet',
  }),
  model_switch: (data) => ({
    icon: 'switch',
    text: `Switched model from ${textOf(data, 'from') ?? '?'} to ${textOf(data, 'to') ?? '?'}`,
    detail: textOf(data, 'cause'),
    tone: 'warn',
  }),
  tool: (data) => ({
    icon: 'tool',
    text: `Used ${textOf(data, 'name') ?? 'a tool'}${done(data) ? '' : ', which failed'}`,
    tone: done(data) ? 'quiet' : 'bad',
  }),
  prompt: (data) => ({
    icon: 'speech',
    text: textOf(data, 'decision') === 'accepted' ? 'Took up a prompt from the crowd' : 'Declined a prompt from the crowd',
    detail: textOf(data, 'reason'),
    tone: 'warn',
  }),
  credits: (data) => ({
    icon: 'coin',
    text: giftText(data),
    detail: positionText(data),
    tone: 'warn',
  }),
  bet: (data) => ({
    icon: 'ticket',
    text: `${textOf(data, 'userName') ?? 'Somebody'} bet ${credits(numberOf(data, 'stake') ?? 0)} on ${named(data)}`,
    detail: fundedText(data),
    tone: fundedText(data) === undefined ? 'quiet' : 'warn',
  }),
  odds: (data) => ({ icon: 'chart', text: oddsText(data), tone: 'quiet' }),
  lock: (data) => ({
    icon: 'lock',
    text: ofMarket(data, 'locked'),
    detail: `The ${marketName(data)} takes no more bets.`,
    tone: 'warn',
  }),
  verdict: (data) => {
    const verdict = textOf(data, 'verdict')
    const words = { success: 'Verdict: success', failure: 'Verdict: failure' }[verdict ?? ''] ?? 'The run was voided'
    return { icon: 'gavel', text: words, detail: textOf(data, 'cause'), tone: verdict === 'success' ? 'good' : 'bad' }
  },
  settlement: (data) => {
    const status = textOf(data, 'status')
    // Why stands once on a page: with the market.
    if (status === 'reversed')
      return { icon: 'switch', text: ofMarket(data, 'reversed', 'the settlement was taken back.'), tone: 'warn' }
    const event = status === 'voided' ? 'voided' : 'settled'
    return {
      icon: 'coin',
      text: ofMarket(data, event),
      detail: event === 'voided' ? 'All stakes were returned.' : `The ${marketName(data)} has paid out.`,
      tone: 'good',
    }
  },
}

/** An item of a kind that is not known yet is told by its kind. */
export const sentenceOf = ({ kind, data }: Pick<FeedItem, 'kind' | 'data'>): Sentence =>
  writers[kind]?.(data ?? {}) ?? { icon: 'flag', text: shortened(kind, 40), tone: 'quiet' }
