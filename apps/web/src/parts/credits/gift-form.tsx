/** The form that gives credits to a running agent, with what they buy at the published rate. */
import { type FormEvent, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { arena, queryClient } from '../../api/client.ts'
import { keys, rulesQuery } from '../../api/queries.ts'
import { renewMineNow } from '../../api/renew.ts'
import { useBalance } from '../../api/use-balance.ts'
import { usePurse } from '../../api/use-purse.ts'
import { useSpending } from '../../api/use-spending.ts'
import { judgeAmount } from '../../words/amount.ts'
import { credits, grouped } from '../../words/format.ts'
import { problemText } from '../../words/problem.ts'
import { AmountField } from '../bits/amount-field.tsx'
import { Icon } from '../bits/icon.tsx'
import { Refusal } from '../bits/refusal.tsx'
import { boughtText } from './gift.ts'

const useGive = (sandboxId: string) =>
  useSpending({
    send: ({ amount }: { readonly amount: number }, options) => arena.giveCredits({ sandboxId, amount }, options),
    onSettled: () => {
      void renewMineNow()
      void queryClient.invalidateQueries({ queryKey: keys.sandbox(sandboxId) })
    },
  })

const Rate = ({ amount }: { readonly amount: number | undefined }) => {
  const { data } = useQuery(rulesQuery)
  if (!data) return <p className="quiet">Credits add tokens to its budget.</p>
  return (
    <p className="quiet" aria-live="polite">
      {amount === undefined
        ? `Each credit adds ${grouped(data.tokensPerCredit)} tokens to its budget.`
        : `${boughtText(amount, data.tokensPerCredit)} for its budget.`}
    </p>
  )
}

export const GiftForm = ({ sandboxId }: { readonly sandboxId: string }) => {
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const balance = useBalance()
  const give = useGive(sandboxId)
  const amount = judgeAmount(text, usePurse(), 'an amount')

  const change = (typed: string) => {
    setText(typed)
    if (!give.isPending) give.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!amount.ok || give.isPending) return
    give.mutate(
      { amount: amount.value },
      {
        onSuccess: (gift) => {
          if (!gift) return
          setTried(false)
          setText('')
        },
      },
    )
  }

  return (
    <form className="gift-form" onSubmit={submit} noValidate aria-label="Give credits">
      <AmountField
        label="Amount"
        text={text}
        change={change}
        balance={balance}
        problem={(tried || text !== '') && !amount.ok ? amount.problem : undefined}
      />
      <Rate amount={amount.ok ? amount.value : undefined} />
      {give.error && <Refusal text={problemText(give.error)} />}
      <button type="submit" className="button button-wide" aria-disabled={give.isPending}>
        <Icon name="coin" />
        {give.isPending ? 'Giving…' : amount.ok ? `Give ${credits(amount.value)}` : 'Give credits'}
      </button>
      <div aria-live="polite">
        {give.data && (
          <p className="slip-placed">
            <Icon name="check" />
            {`Given: ${boughtText(give.data.amount, give.data.tokens / give.data.amount)}. Thank you.`}
          </p>
        )}
      </div>
      <p className="fine-print">
        A gift is final unless the run is over before it comes, and everybody sees it. Who gives to an agent and bets on its run
        is shown with both.
      </p>
    </form>
  )
}
