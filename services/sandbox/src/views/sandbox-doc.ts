/** A sandbox as people see it, from its facts: pure. */
import { checkName, type Sandbox, type SandboxFact, type SandboxFunded } from '@agent-arena/contracts'

const requested = ({ data }: Extract<SandboxFact, { type: 'SandboxRequested' }>): Sandbox => ({
  id: data.sandboxId,
  title: data.title,
  status: 'requested',
  progress: 0,
  progressSource: data.goal.checks ? 'referee' : 'claim',
  goal: data.goal,
  checks: (data.goal.checks ?? []).map((check) => ({
    name: checkName(check),
    kind: check.kind,
    weight: check.weight,
    required: check.required,
    met: false,
    inside: check.kind === 'page',
  })),
  model: data.agent.kind === 'builtin' ? data.agent.model : null,
  agentKind: data.agent.kind,
  matchId: data.matchId ?? null,
  marketId: data.markets.success,
  budget: { ...data.budget, tokensUsed: 0, creditsGiven: 0 },
  seed: data.seed,
  rated: data.rated,
  timeLimitSeconds: data.timeLimitSeconds,
  createdAt: data.requestedAt,
  startsAt: data.startsAt,
  startedAt: null,
  endsAt: null,
  endedAt: null,
})

const funded = (budget: Sandbox['budget'], { credits, tokens }: SandboxFunded['data']): Sandbox['budget'] => ({
  ...budget,
  tokens: budget.tokens + tokens,
  creditsGiven: budget.creditsGiven + credits,
})

/** The document after one more fact; the first fact makes it. */
export const evolveSandboxDoc = (doc: Sandbox | undefined, fact: SandboxFact): Sandbox | undefined => {
  if (fact.type === 'SandboxRequested') return requested(fact)
  if (!doc) return undefined
  switch (fact.type) {
    case 'SandboxProvisioning':
      return { ...doc, status: 'provisioning' }
    case 'SandboxReady':
      return { ...doc, status: 'ready' }
    case 'SandboxStarted':
      return { ...doc, status: 'running', startedAt: fact.data.startedAt, endsAt: fact.data.endsAt }
    case 'SandboxProgressed':
      return {
        ...doc,
        progress: fact.data.progress,
        checks: doc.checks.map((check, index) => ({ ...check, met: check.met || fact.data.met.includes(index) })),
      }
    case 'SandboxCompletionClaimed':
      return fact.data.awaitsVerdict ? { ...doc, status: 'awaiting-verdict' } : doc
    case 'SandboxFunded':
      return { ...doc, budget: funded(doc.budget, fact.data) }
    case 'SandboxEnded':
      return { ...doc, status: fact.data.status, endedAt: fact.data.endedAt, outcome: fact.data.outcome }
    case 'SandboxFundingDeclined':
      return doc
    case 'SandboxDestroyed':
      return { ...doc, destroyedAt: fact.data.at }
  }
}
