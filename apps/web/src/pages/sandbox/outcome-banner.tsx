/** How a run ended, above everything else on its page. */
import type { Sandbox } from '@agent-arena/contracts'
import { sandboxLabel } from '../../words/status.ts'
import { Icon } from '../../parts/bits/icon.tsx'

const corners = { success: 'yes', failure: 'no', void: 'nobody' } as const

export const OutcomeBanner = ({ sandbox: { outcome, status } }: { readonly sandbox: Sandbox }) => {
  if (!outcome) return null
  return (
    <div className="result" data-corner={corners[outcome.verdict]}>
      <Icon name={outcome.verdict === 'success' ? 'trophy' : 'flag'} size={30} />
      <div>
        <p className="kicker">{sandboxLabel(status).text}</p>
        <p className="result-text">{outcome.cause}</p>
      </div>
    </div>
  )
}
