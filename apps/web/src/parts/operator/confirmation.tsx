/** The last step of a decision: what cannot be undone, and a button to go on. */
import { useEffect, useRef } from 'react'

interface ConfirmationProps {
  readonly text: string
  readonly isPending: boolean
  readonly goBack: () => void
}

export const Confirmation = ({ text, isPending, goBack }: ConfirmationProps) => {
  const box = useRef<HTMLFieldSetElement>(null)
  // The button that was pressed is gone; neither of the new ones is pressed by a second press of the same key.
  useEffect(() => box.current?.focus(), [])
  return (
    <fieldset className="confirmation" ref={box} tabIndex={-1} aria-label="Are you sure?">
      <p>
        <strong>Are you sure?</strong> {text}
      </p>
      <div className="confirmation-buttons">
        <button type="submit" className="button button-danger" aria-disabled={isPending}>
          {isPending ? 'Deciding…' : 'Yes, go on'}
        </button>
        <button type="button" className="button button-plain" onClick={goBack}>
          Not yet
        </button>
      </div>
    </fieldset>
  )
}
