/** How a run ended, above everything else on its page. */
import type { Market, Sandbox } from '@agent-arena/contracts'
import { runCorrection } from '../../words/corrected.ts'
import { sandboxLabel } from '../../words/status.ts'
import { Icon } from '../../parts/bits/icon.tsx'

const corners = { success: 'yes', failure: 'no', void: 'nobody' } as const

interface OutcomeBannerProps {
  readonly sandbox: Sandbox
  readonly market: Market | undefined
}

export const OutcomeBanner = ({ sandbox, market }: OutcomeBannerProps) => {
  const { outcome, status } = sandbox
  if (!outcome) return null
  const corrected = runCorrection(sandbox, market)
  const icon = outcome.verdict === 'success' ? 'trophy' : 'flag'
  return (
    <div className="result" data-corner={corrected ? 'nobody' : corners[outcome.verdict]}>
      <Icon name={corrected ? 'switch' : icon} size={30} />
      <div>
        <p className="kicker">{[sandboxLabel(status).text, corrected].filter(Boolean).join(' · ')}</p>
        <p className="result-text">{outcome.cause}</p>
      </div>
    </div>
  )
}
