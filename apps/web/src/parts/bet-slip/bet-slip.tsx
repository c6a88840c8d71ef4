/** The bet slip: outcome, stake, quote, guard, and the button. What is typed stays, whatever the market does. */
import { type FormEvent, useState } from 'react'
import type { Bet, Market } from '@agent-arena/contracts'
import { useNow } from '../../api/now.ts'
import { useBalance } from '../../api/use-balance.ts'
import { usePurse } from '../../api/use-purse.ts'
import { judgeAmount, type Purse } from '../../words/amount.ts'
import { credits } from '../../words/format.ts'
import { problemText } from '../../words/problem.ts'
import { outcomeLabel } from '../../words/status.ts'
import { AmountField } from '../bits/amount-field.tsx'
import { Icon } from '../bits/icon.tsx'
import { Refusal } from '../bits/refusal.tsx'
import { GuardField } from './guard-field.tsx'
import { OutcomePicker } from './outcome-picker.tsx'
import { QuoteBox } from './quote-box.tsx'
import { type BetIntent, closedReason, emptySlip, intentOf, outcomeProblem, type Slip } from './slip.ts'
import { useDebounced } from './use-debounced.ts'
import { usePlaceBet } from './use-place-bet.ts'

const QUOTE_DELAY_MS = 300

const useQuotable = (market: Market, slip: Slip, purse: Purse) => {
  const stake = judgeAmount(useDebounced(slip.stakeText, QUOTE_DELAY_MS), purse, 'a stake')
  const open = market.outcomes.some(({ id, open }) => id === slip.outcome && open)
  return slip.outcome && stake.ok && open ? { outcome: slip.outcome, stake: stake.value } : undefined
}

const buttonText = (intent: BetIntent | undefined, pending: boolean) => {
  if (pending) return 'Placing…'
  return intent ? `Place bet of ${credits(intent.stake)}` : 'Place bet'
}

const Placed = ({ bet, market }: { readonly bet: Bet; readonly market: Market }) => {
  const outcome = market.outcomes.find(({ id }) => id === bet.outcome)
  return (
    <p className="slip-placed">
      <Icon name="check" />
      {`Your bet stands: ${credits(bet.stake)} on ${outcome ? outcomeLabel(outcome) : 'your outcome'}. Good luck.`}
    </p>
  )
}

export const BetSlip = ({ market }: { readonly market: Market }) => {
  const [slip, setSlip] = useState(emptySlip)
  const [tried, setTried] = useState(false)
  const balance = useBalance()
  const purse = usePurse()
  const place = usePlaceBet(market.id)
  const closed = closedReason(market, useNow())
  const chosen = outcomeProblem(market.outcomes.find(({ id }) => id === slip.outcome))
  const stake = judgeAmount(slip.stakeText, purse, 'a stake')
  const intent = stake.ok ? intentOf(slip, balance) : undefined

  const change = (part: Partial<Slip>) => {
    setSlip((before) => ({ ...before, ...part }))
    if (!place.isPending) place.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!intent || closed || chosen || place.isPending) return
    place.mutate(intent, {
      onSuccess: (bet) => {
        if (!bet) return
        setTried(false)
        setSlip((before) => ({ ...before, stakeText: '' }))
      },
    })
  }
  const problem = closed ?? chosen ?? (tried && !slip.outcome ? 'Choose an outcome first.' : undefined)

  return (
    <form className="slip" onSubmit={submit} noValidate aria-label="Bet slip">
      <OutcomePicker market={market} chosen={slip.outcome} choose={(outcome) => change({ outcome })} />
      <AmountField
        label="Stake"
        text={slip.stakeText}
        change={(stakeText) => change({ stakeText })}
        balance={balance}
        problem={(tried || slip.stakeText !== '') && !stake.ok ? stake.problem : undefined}
      />
      <QuoteBox market={market} bet={useQuotable(market, slip, purse)} />
      <GuardField slip={slip} change={change} tried={tried} />
      {problem && (
        <p className="slip-problem" role="alert">
          {problem}
        </p>
      )}
      {place.error && <Refusal text={problemText(place.error)} />}
      <button type="submit" className="button button-main button-wide" aria-disabled={closed !== undefined || place.isPending}>
        {buttonText(intent, place.isPending)}
      </button>
      <div aria-live="polite">{place.data && <Placed bet={place.data} market={market} />}</div>
    </form>
  )
}
