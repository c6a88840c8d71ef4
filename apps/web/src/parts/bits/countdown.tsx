/** A time that runs down, by the server's clock. */
import { clock, remainingMs } from '../../words/format.ts'
import { useNow } from '../../api/now.ts'

const LAST_SECONDS_MS = 15_000

export const Countdown = ({ until, label }: { readonly until: string | null | undefined; readonly label: string }) => {
  const left = remainingMs(until, useNow())
  return (
    <span className="countdown" data-last={left <= LAST_SECONDS_MS}>
      <span className="countdown-label">{label}</span>
      <time className="figures" dateTime={`PT${Math.ceil(left / 1000)}S`}>
        {clock(left)}
      </time>
    </span>
  )
}
