/** The goal and what the referee looks at to decide it, with a tick for what is met. */
import type { Sandbox } from '@agent-arena/contracts'
import { checkNote } from '../../words/check.ts'
import { Icon } from './icon.tsx'

type CheckState = Sandbox['checks'][number]

interface Holder {
  readonly name: string
  readonly corner: string
  readonly met: readonly boolean[]
}

interface ChecksProps {
  readonly checks: readonly CheckState[]
  /** Who is measured; one holder shows ticks alone, several show a tick each in their colour. */
  readonly holders: readonly Holder[]
}

const Tick = ({ holder, met }: { readonly holder: Holder; readonly met: boolean }) => (
  <span className="tick" data-met={met} data-corner={holder.corner} title={`${holder.name}: ${met ? 'met' : 'not yet met'}`}>
    {met && <Icon name="check" size={14} />}
    <span className="visually-hidden">{`${holder.name}: ${met ? 'met' : 'not yet met'}`}</span>
  </span>
)

export const Checks = ({ checks, holders }: ChecksProps) => {
  if (checks.length === 0)
    return <p className="quiet">This goal has no checks: the agent’s word is a claim, and an operator gives the verdict.</p>
  return (
    <ul className="checks">
      {checks.map((check, index) => (
        <li key={`${check.kind}-${check.name}`}>
          <span className="ticks">
            {holders.map((holder) => (
              <Tick key={holder.name} holder={holder} met={holder.met[index] ?? false} />
            ))}
          </span>
          <span className="check-name">{check.name}</span>
          <span className="check-note">{checkNote(check)}</span>
        </li>
      ))}
    </ul>
  )
}
