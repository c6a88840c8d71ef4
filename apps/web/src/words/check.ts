/** Where the evidence for a check comes from, and what it counts for, in words. */
import type { Check, Sandbox } from '@agent-arena/contracts'

const kinds: Readonly<Record<Check['kind'], string>> = {
  http: 'asked from the site',
  page: 'seen on the agent’s page',
}

/** "seen on the agent’s page · bonus" */
export const checkNote = ({ kind, required, inside }: Pick<Sandbox['checks'][number], 'kind' | 'required' | 'inside'>) =>
  [kinds[kind], !required && 'bonus', inside && 'evidence from inside the sandbox'].filter(Boolean).join(' · ')
