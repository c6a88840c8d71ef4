/** A decision of an operator: closed until it is wanted, with what will happen, a reason that everybody reads, and a question before it counts. */
import { type FormEvent, type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { problemText } from '../../words/problem.ts'
import { Icon, type IconName } from '../bits/icon.tsx'
import { Refusal } from '../bits/refusal.tsx'
import { focusMain } from '../shell/focus-main.ts'
import { Confirmation } from './confirmation.tsx'
import { reasonOf, reasonProblem } from './reason.ts'
import { ReasonField } from './reason-field.tsx'
import '../../styles/operator.css'

interface DecisionFormProps {
  readonly title: string
  readonly icon: IconName
  /** What is chosen and what will happen. */
  readonly children?: ReactNode
  readonly maxReason: number
  readonly button: string
  /** What cannot be undone, in a sentence: asked before it counts. */
  readonly warning: string
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

export const DecisionForm = ({
  title,
  icon,
  children,
  maxReason,
  button,
  warning,
  problem,
  decide,
  onDecided,
}: DecisionFormProps) => {
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const [asked, setAsked] = useState(false)
  const summary = useRef<HTMLElement>(null)
  const form = useRef<HTMLDetailsElement>(null)
  useFocusLeft(form)
  const decision = useMutation({ mutationFn: decide, networkMode: 'always' })
  const reason = reasonOf(typed)
  const wrong = reasonProblem(reason, maxReason)

  const close = () => {
    setTyped('')
    setTried(false)
    setAsked(false)
    onDecided?.()
    form.current?.removeAttribute('open')
    summary.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong || problem || decision.isPending) return
    if (asked) decision.mutate(reason, { onSuccess: close })
    else setAsked(true)
  }

  return (
    <details ref={form} className="disclosure decision" aria-label={title}>
      <summary ref={summary}>
        <Icon name={icon} size={16} />
        {title}
      </summary>
      <form onSubmit={submit} onChange={() => setAsked(false)} noValidate>
        {children}
        <ReasonField typed={typed} change={setTyped} most={maxReason} problem={tried || reason !== '' ? wrong : undefined} />
        {tried && problem && (
          <p className="slip-problem" role="alert">
            {problem}
          </p>
        )}
        {decision.error && <Refusal key={decision.submittedAt} text={problemText(decision.error)} />}
        {asked ? (
          <Confirmation text={warning} isPending={decision.isPending} goBack={() => setAsked(false)} />
        ) : (
          <button type="submit" className="button button-danger" aria-disabled={decision.isPending}>
            {button}
          </button>
        )}
      </form>
    </details>
  )
}
