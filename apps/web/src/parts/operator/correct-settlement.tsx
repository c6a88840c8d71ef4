/** Takes a wrong settlement back and settles anew: what to choose, until when, and who bears what. */
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Market, Settlement } from '@agent-arena/contracts'
import { useNow } from '../../api/now.ts'
import { operatorArena } from '../../api/operator.ts'
import { oddsQuery, rulesQuery, settlementQuery } from '../../api/queries.ts'
import { renewMarketNow } from '../../api/renew.ts'
import { useSendOnce } from '../../api/use-send-once.ts'
import { cornerOf } from '../../words/corner.ts'
import { outcomeLabel } from '../../words/status.ts'
import {
  type Choice,
  choicesOf,
  consequencesOf,
  contestantsOf,
  missingChoice,
  TIE,
  VOID,
  warningOf,
  windowOf,
  winnersOf,
} from './correction.ts'
import { DecisionForm } from './decision-form.tsx'

interface ChoicesProps {
  readonly market: Market
  readonly choices: readonly Choice[]
  readonly chosen: string | undefined
  readonly choose: (choice: string) => void
}

const Choices = ({ market, choices, chosen, choose }: ChoicesProps) => (
  <fieldset className="decision-choices">
    <legend className="kicker">It should have been</legend>
    {choices.map(({ id, label }) => (
      <label key={id} data-corner={id === TIE || id === VOID ? undefined : cornerOf(id, market.outcomes)}>
        <input type="radio" name={`correct-${market.id}`} checked={chosen === id} onChange={() => choose(id)} />
        {label}
      </label>
    ))}
  </fieldset>
)

interface TiedProps {
  readonly market: Market
  readonly tied: readonly string[]
  readonly change: (tied: readonly string[]) => void
}

const Tied = ({ market, tied, change }: TiedProps) => (
  <fieldset className="decision-choices">
    <legend className="kicker">Who tied</legend>
    {contestantsOf(market).map((outcome) => (
      <label key={outcome.id} data-corner={cornerOf(outcome.id, market.outcomes)}>
        <input
          type="checkbox"
          checked={tied.includes(outcome.id)}
          onChange={({ target }) => change(target.checked ? [...tied, outcome.id] : tied.filter((id) => id !== outcome.id))}
        />
        {outcomeLabel(outcome)}
      </label>
    ))}
  </fieldset>
)

const useCorrection = (marketId: string) => {
  const sendOnce = useSendOnce()
  return async (winners: string[], reason: string) => {
    const input = { marketId, winners, reason }
    await sendOnce(input, (options) => operatorArena.reverseSettlement(input, options))
    await renewMarketNow(marketId)
  }
}

/** When the market was first settled; its history knows that of a settlement that was never taken back. */
const useFirstSettled = (market: Market, settlement: Settlement | undefined) => {
  const { data } = useQuery(oddsQuery(market.id))
  return settlement?.reversals[0]?.settledAt ?? data?.marks.find(({ kind }) => kind === 'verdict')?.at
}

interface FormProps {
  readonly market: Market
  readonly settlement: Settlement
  readonly until: string
}

const Form = ({ market, settlement, until }: FormProps) => {
  const [choice, choose] = useState<string>()
  const [tied, setTied] = useState<readonly string[]>([])
  const correct = useCorrection(market.id)
  const winners = winnersOf(choice, tied)
  return (
    <DecisionForm
      title="Correct this settlement"
      icon="switch"
      maxReason={300}
      button="Take back and settle anew"
      warning={warningOf(choice)}
      problem={winners ? undefined : missingChoice(choice)}
      decide={(reason) => correct(winners ?? [], reason)}
      onDecided={() => {
        choose(undefined)
        setTied([])
      }}
    >
      <p className="quiet">{until}</p>
      <Choices market={market} choices={choicesOf(market)} chosen={choice} choose={choose} />
      {choice === TIE && <Tied market={market} tied={tied} change={setTied} />}
      <div>
        <p className="kicker">What will happen</p>
        <ol className="consequences">
          {consequencesOf(market, settlement, choice).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </div>
    </DecisionForm>
  )
}

export const CorrectSettlement = ({ market }: { readonly market: Market }) => {
  const { data } = useQuery(settlementQuery(market))
  const rules = useQuery(rulesQuery)
  const now = useNow()
  const settledAt = useFirstSettled(market, data)
  if (!data || !rules.data || !settledAt) return null
  const { isOver, text } = windowOf(settledAt, rules.data.reversalHours, now)
  if (isOver) return <p className="fine-print">{text}</p>
  return <Form market={market} settlement={data} until={text} />
}
