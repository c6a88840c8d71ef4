/** The choice to refuse a bet whose multiplier has fallen below a limit by the time it is decided. */
import { judgeMin, type Slip } from './slip.ts'

interface GuardFieldProps {
  readonly slip: Pick<Slip, 'guarded' | 'minText'>
  readonly change: (slip: Partial<Slip>) => void
  /** Whether the slip was to be sent already, so that what is missing is told too. */
  readonly tried: boolean
}

export const GuardField = ({ slip: { guarded, minText }, change, tried }: GuardFieldProps) => {
  const judged = judgeMin(minText)
  const problem = guarded && (tried || minText !== '') && !judged.ok ? judged.problem : undefined
  return (
    <div className="guard">
      <label className="guard-choice">
        <input type="checkbox" checked={guarded} onChange={(event) => change({ guarded: event.target.checked })} />
        Only if it pays at least
      </label>
      <span className="guard-amount">
        ×
        <input
          className="input figures"
          inputMode="decimal"
          autoComplete="off"
          placeholder="1.50"
          aria-label="Least multiplier"
          aria-invalid={problem !== undefined}
          aria-describedby="guard-problem"
          disabled={!guarded}
          value={minText}
          onChange={(event) => change({ minText: event.target.value })}
        />
      </span>
      <p id="guard-problem" className="field-problem" role="alert">
        {problem}
      </p>
    </div>
  )
}
