/** A state in one or two words, coloured by its tone. */
import type { Label } from '../../words/status.ts'

export const StatusPill = ({ text, tone }: Label) => (
  <span className="pill" data-tone={tone}>
    {tone === 'live' && <span className="pill-dot" aria-hidden="true" />}
    {text}
  </span>
)
