/** Asks for the operator's token, and says where it lies. */
import { type FormEvent, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { queryClient } from '../../api/client.ts'
import { signInAsOperator } from '../../api/operator.ts'
import { problemText } from '../../words/problem.ts'
import { focusMain } from '../../parts/shell/focus-main.ts'

export const SignIn = () => {
  const [token, setToken] = useState('')
  const [tried, setTried] = useState(false)
  const signIn = useMutation({
    mutationFn: async (given: string) => {
      queryClient.removeQueries({ queryKey: ['operator'] })
      await signInAsOperator(given)
    },
    onSuccess: focusMain,
    networkMode: 'always',
  })
  const missing = tried && token.trim() === '' ? 'Enter the token.' : undefined
  const problem = missing ?? (signIn.error ? problemText(signIn.error) : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (token.trim() !== '' && !signIn.isPending) signIn.mutate(token.trim())
  }
  return (
    <section className="panel operations-sign-in" aria-labelledby="sign-in">
      <h1 id="sign-in">For operators</h1>
      <p>
        With the operator’s token this tab shows the books and the services, gives verdicts, cancels runs and corrects
        settlements.
      </p>
      <form onSubmit={submit} noValidate>
        <div className="field">
          <label className="field-label" htmlFor="operator-token">
            Operator’s token
          </label>
          <input
            id="operator-token"
            className="input"
            type="password"
            autoComplete="off"
            spellCheck={false}
            value={token}
            aria-invalid={problem !== undefined}
            aria-describedby="operator-token-problem"
            onChange={(event) => {
              setToken(event.target.value)
              signIn.reset()
            }}
          />
          <p id="operator-token-problem" className="field-problem" role="alert">
            {problem}
          </p>
        </div>
        <button type="submit" className="button button-main" aria-disabled={signIn.isPending}>
          {signIn.isPending ? 'Asking…' : 'Sign in'}
        </button>
      </form>
      <p className="fine-print">
        The arena prints it at each start and keeps it in the file <code>operator-token</code> of its data folder. This browser
        forgets it when the tab is closed.
      </p>
    </section>
  )
}
