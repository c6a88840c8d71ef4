/** A decision of an operator: closed until it is wanted, with what will happen, a reason that everybody reads, and one button. */
import { type FormEvent, type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { problemText } from '../../words/problem.ts'
import { Icon, type IconName } from '../bits/icon.tsx'
import { Refusal } from '../bits/refusal.tsx'
import { focusMain } from '../shell/focus-main.ts'
import { reasonOf } from './reason.ts'
import '../../styles/operator.css'

interface DecisionFormProps {
  readonly title: string
  readonly icon: IconName
  /** What is chosen and what will happen. */
  readonly children?: ReactNode
  readonly maxReason: number
  readonly button: string
  /** What is still missing beside the reason. */
  readonly problem?: string | undefined
  readonly decide: (reason: string) => Promise<unknown>
  /** Clears what was chosen; the reason is cleared with it. */
  readonly onDecided?: () => void
}

/** A decision may take its own form away, and the focus with it. */
const useFocusLeft = (form: RefObject<HTMLElement | null>) =>
  useLayoutEffect(() => {
    const element = form.current
    return () => {
      if (element?.contains(document.activeElement)) focusMain()
    }
  }, [form])

export const DecisionForm = ({ title, icon, children, maxReason, button, problem, decide, onDecided }: DecisionFormProps) => {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const summary = useRef<HTMLElement>(null)
  const form = useRef<HTMLDetailsElement>(null)
  useFocusLeft(form)
  const decision = useMutation({ mutationFn: decide, networkMode: 'always' })
  const reason = reasonOf(typed)
  const missing = reason === '' ? 'Say why: everybody whose credits move reads it.' : undefined

  const close = () => {
    setTyped('')
    setTried(false)
    onDecided?.()
    form.current?.removeAttribute('open')
    summary.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!missing && !problem && !decision.isPending) decision.mutate(reason, { onSuccess: close })
  }

  return (
    <details ref={form} className="disclosure decision" aria-label={title}>
      <summary ref={summary}>
        <Icon name={icon} size={16} />
        {title}
      </summary>
      <form onSubmit={submit} noValidate>
        {children}
        <div className="field">
          <label className="kicker" htmlFor={id}>
            Reason
          </label>
          <textarea
            id={id}
            className="input"
            rows={2}
            maxLength={maxReason}
            value={typed}
            aria-invalid={tried && missing !== undefined}
            aria-describedby={`${id}-problem`}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p id={`${id}-problem`} className="field-problem" role="alert">
            {tried && missing}
          </p>
        </div>
        {tried && problem && (
          <p className="slip-problem" role="alert">
            {problem}
          </p>
        )}
        {decision.error && <Refusal key={decision.submittedAt} text={problemText(decision.error)} />}
        <button type="submit" className="button button-danger" aria-disabled={decision.isPending}>
          {decision.isPending ? 'Deciding…' : button}
        </button>
      </form>
    </details>
  )
}
