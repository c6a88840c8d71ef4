/** What an operator decides about one run: the verdict that it waits for, and its end. */
import { useState } from 'react'
import { isEnded, type Sandbox } from '@agent-arena/contracts'
import { queryClient } from '../../api/client.ts'
import { operatorArena } from '../../api/operator.ts'
import { keys } from '../../api/queries.ts'
import { DecisionForm } from './decision-form.tsx'

type Verdict = 'success' | 'failure'

const verdicts = [
  ['success', 'It succeeded', 'yes'],
  ['failure', 'It failed', 'no'],
] as const satisfies readonly (readonly [Verdict, string, string])[]

const renewed = async (sandbox: Sandbox) => queryClient.setQueryData(keys.sandbox(sandbox.id), sandbox)

const GiveVerdict = ({ sandboxId }: { readonly sandboxId: string }) => {
  const [verdict, choose] = useState<Verdict>()
  return (
    <DecisionForm
      title="Give the verdict"
      icon="gavel"
      maxReason={500}
      button="Give this verdict"
      warning="The bets are paid by it at once, and the verdict itself stays as it is told."
      problem={verdict ? undefined : 'Choose whether it succeeded.'}
      decide={async (reason) => {
        if (verdict) await renewed(await operatorArena.giveVerdict({ sandboxId, verdict, reason }))
      }}
    >
      <fieldset className="decision-choices">
        <legend className="kicker">Did it do what the goal asks?</legend>
        {verdicts.map(([id, label, corner]) => (
          <label key={id} data-corner={corner}>
            <input type="radio" name={`verdict-${sandboxId}`} checked={verdict === id} onChange={() => choose(id)} />
            {label}
          </label>
        ))}
      </fieldset>
      <p className="quiet">The bets are settled at once. A settlement may be corrected for some time.</p>
    </DecisionForm>
  )
}

const Cancel = ({ sandboxId }: { readonly sandboxId: string }) => (
  <DecisionForm
    title="Cancel this run"
    icon="cross"
    maxReason={500}
    button="Cancel the run"
    warning="A cancelled run stays void: it cannot go on."
    decide={async (reason) => renewed(await operatorArena.cancelSandbox({ sandboxId, reason }))}
  >
    <p className="quiet">The run ends now, and its bets are refunded in full. A match that is not decided yet is void with it.</p>
  </DecisionForm>
)

export const SandboxTools = ({ sandbox }: { readonly sandbox: Sandbox }) => {
  if (isEnded(sandbox.status)) return null
  return (
    <section className="panel operator-tools" aria-labelledby="operator-tools">
      <h2 id="operator-tools">For operators</h2>
      {sandbox.status === 'awaiting-verdict' && <GiveVerdict sandboxId={sandbox.id} />}
      <Cancel sandboxId={sandbox.id} />
    </section>
  )
}
