/** The server's clock as this page knows it: countdowns count from it and not from a clock that may be wrong. */

/** The Date header has whole seconds, so that smaller differences say nothing. */
const RESOLUTION_MS = 1500

let offsetMs = 0

/** The offset to use after an answer dated `date` arrived at `nowMs`; the old one where the new one says nothing. */
export const offsetAfter = (previousMs: number, date: string | null, nowMs: number) => {
  const server = date ? Date.parse(date) : Number.NaN
  if (Number.isNaN(server)) return previousMs
  const measured = server + 500 - nowMs
  return Math.abs(measured) < RESOLUTION_MS ? 0 : measured
}

export const noteServerDate = (date: string | null) => {
  offsetMs = offsetAfter(offsetMs, date, Date.now())
}

export const serverNow = () => Date.now() + offsetMs
