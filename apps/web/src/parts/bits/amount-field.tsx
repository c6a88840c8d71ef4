/** How many credits: whole ones, with the usual amounts one press away. */
import { useId } from 'react'
import { useGrant } from '../../api/use-grant.ts'
import { credits } from '../../words/format.ts'

const CHIPS = [10, 50, 100] as const

interface AmountFieldProps {
  readonly label: string
  readonly text: string
  readonly change: (text: string) => void
  readonly balance: number | undefined
  readonly problem: string | undefined
}

export const AmountField = ({ label, text, change, balance, problem }: AmountFieldProps) => {
  const id = useId()
  const grant = useGrant()
  return (
    <div className="field">
      <div className="field-row">
        <label className="kicker" htmlFor={id}>
          {label}
        </label>
        <span className="quiet figures">
          {balance === undefined ? `You get ${grant} when you join` : `of ${credits(balance)}`}
        </span>
      </div>
      <div className="stake-row">
        <input
          id={id}
          className="input figures"
          inputMode="numeric"
          autoComplete="off"
          placeholder="0"
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-problem`}
          onChange={(event) => change(event.target.value)}
        />
        <div className="chips">
          {CHIPS.map((amount) => (
            <button key={amount} type="button" className="chip figures" onClick={() => change(String(amount))}>
              {amount}
            </button>
          ))}
          <button type="button" className="chip" disabled={!balance} onClick={() => change(String(balance ?? ''))}>
            Max
          </button>
        </div>
      </div>
      <p id={`${id}-problem`} className="field-problem" role="alert">
        {problem}
      </p>
    </div>
  )
}
