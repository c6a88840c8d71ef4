/** Asks for a display name, once, and opens an account. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { arena } from '../../api/client.ts'
import { answerQuestion, keepSession, useQuestion } from '../../api/session.ts'
import { useGrant } from '../../api/use-grant.ts'
import { MAX_NAME_LENGTH, nameProblem, suggestName } from '../../words/guest-name.ts'
import { problemText } from '../../words/problem.ts'

const useJoin = () =>
  useMutation({
    mutationFn: (name: string) => arena.startSession({ name }),
    onSuccess: keepSession,
  })

const JoinForm = ({ expired }: { readonly expired: boolean }) => {
  const [name, setName] = useState(() => suggestName())
  const [tried, setTried] = useState(false)
  const join = useJoin()
  const grant = useGrant()
  const problem = (tried && nameProblem(name)) || (join.error && problemText(join.error)) || undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!nameProblem(name) && !join.isPending) join.mutate(name.trim())
  }
  return (
    <form onSubmit={submit} noValidate>
      <h2 id="join-title">{expired ? 'Who is there?' : 'Join the arena'}</h2>
      <p>
        {expired
          ? 'The arena does not know your session any more. Choose a name to play on with a new account.'
          : `You get ${grant} of play money. They cannot be bought or cashed in; they are for the thrill alone.`}
      </p>
      <div className="field">
        <label className="field-label" htmlFor="join-name">
          Display name
        </label>
        <div className="join-row">
          <input
            id="join-name"
            className="input"
            value={name}
            maxLength={MAX_NAME_LENGTH}
            autoComplete="off"
            aria-invalid={problem !== undefined}
            aria-describedby="join-problem"
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
          />
          <button type="button" className="chip" onClick={() => setName(suggestName())}>
            Another
          </button>
        </div>
      </div>
      <p id="join-problem" className="field-problem" role="alert">
        {problem}
      </p>
      <div className="dialog-actions">
        <button type="button" className="button button-plain" onClick={() => answerQuestion(false)}>
          Just watch
        </button>
        <button type="submit" className="button button-main" aria-disabled={join.isPending}>
          {join.isPending ? 'Joining…' : 'Join'}
        </button>
      </div>
    </form>
  )
}

export const JoinDialog = () => {
  const question = useQuestion()
  const dialog = useRef<HTMLDialogElement>(null)
  const open = question !== undefined
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="join-title" onCancel={() => answerQuestion(false)}>
      {question && <JoinForm expired={question.expired} />}
    </dialog>
  )
}
