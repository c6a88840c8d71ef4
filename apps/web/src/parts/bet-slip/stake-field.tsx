/** How much to stake: whole credits, with the usual amounts one press away. */
import { credits } from '../../words/format.ts'

const CHIPS = [10, 50, 100] as const

interface StakeFieldProps {
  readonly text: string
  readonly change: (text: string) => void
  readonly balance: number | undefined
  readonly problem: string | undefined
}

export const StakeField = ({ text, change, balance, problem }: StakeFieldProps) => (
  <div className="field">
    <div className="field-row">
      <label className="kicker" htmlFor="stake">
        Stake
      </label>
      <span className="quiet figures">{balance === undefined ? 'You get 1,000 cr when you join' : `of ${credits(balance)}`}</span>
    </div>
    <div className="stake-row">
      <input
        id="stake"
        className="input figures"
        inputMode="numeric"
        autoComplete="off"
        placeholder="0"
        value={text}
        aria-invalid={problem !== undefined}
        aria-describedby="stake-problem"
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
    <p id="stake-problem" className="field-problem" role="alert">
      {problem}
    </p>
  </div>
)
