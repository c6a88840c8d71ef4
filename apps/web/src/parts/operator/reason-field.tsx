/** Where an operator says why, with the room that is left near the limit. */
import { useId } from 'react'
import { reasonOf, roomText } from './reason.ts'

interface ReasonFieldProps {
  readonly typed: string
  readonly change: (typed: string) => void
  readonly most: number
  readonly problem: string | undefined
}

/** Nothing is cut off: what is pasted may be too long, and is said to be. */
export const ReasonField = ({ typed, change, most, problem }: ReasonFieldProps) => {
  const id = useId()
  return (
    <div className="field">
      <div className="field-row">
        <label className="kicker" htmlFor={id}>
          Reason
        </label>
        <span className="quiet figures" aria-live="polite">
          {roomText(reasonOf(typed), most)}
        </span>
      </div>
      <textarea
        id={id}
        className="input"
        rows={2}
        value={typed}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        onChange={(event) => change(event.target.value)}
      />
      <p id={`${id}-problem`} className="field-problem" role="alert">
        {problem}
      </p>
    </div>
  )
}
