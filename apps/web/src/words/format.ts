/** Numbers and times as spectators read them. */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

const NONE = '–'

/** "1,240", with a real minus. */
export const grouped = (amount: number) => whole.format(amount).replace('-', '−')

export const credits = (amount: number) => `${grouped(amount)} cr`

/** A movement with its sign: "+40 cr", "−40 cr". */
export const signedCredits = (amount: number) => (amount > 0 ? `+${credits(amount)}` : credits(amount))

const decimalsOf = (value: number) => {
  if (value < 10) return 2
  return value < 100 ? 1 : 0
}

/** Rounded down, so that nobody reads more than they would be paid; the small step undoes binary fractions like 1.149999…. */
export const multiplier = (value: number | null | undefined) => {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE
  const decimals = decimalsOf(value)
  const scale = 10 ** decimals
  const floored = Math.floor(value * scale + 1e-9) / scale
  return `×${floored.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })}`
}

const SECOND_MS = 1000
const twoDigits = (value: number) => String(value).padStart(2, '0')

/** A length of time as mm:ss, with hours where there are any; never below 00:00. */
export const clock = (lengthMs: number) => {
  const total = Math.max(0, Math.ceil(lengthMs / SECOND_MS))
  const hours = Math.floor(total / 3600)
  const rest = `${twoDigits(Math.floor((total % 3600) / 60))}:${twoDigits(total % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** Milliseconds from one time to another; a time that is not known or not readable counts as now. */
export const remainingMs = (until: string | null | undefined, nowMs: number) => {
  const time = until ? Date.parse(until) : Number.NaN
  return Number.isNaN(time) ? 0 : Math.max(0, time - nowMs)
}

export const percent = (value: number) => `${Math.floor(value)}%`

/** Whole percents of parts of one whole that add up to 100: what flooring leaves goes to the largest remainders, earlier parts first. */
export const percents = (parts: readonly number[]): readonly string[] => {
  const total = parts.reduce((sum, part) => sum + part, 0)
  const exact = parts.map((part) => (total === 0 ? 0 : (part / total) * 100))
  const spare = total === 0 ? 0 : 100 - exact.reduce((sum, value) => sum + Math.floor(value), 0)
  const remainder = (index: number) => (exact[index] ?? 0) % 1
  const byRemainder = exact.map((_, index) => index).sort((left, right) => remainder(right) - remainder(left) || left - right)
  const raised = new Set(byRemainder.slice(0, spare))
  return exact.map((value, index) => percent(Math.floor(value) + (raised.has(index) ? 1 : 0)))
}

export const weight = (weightBps: number) => `${Math.floor(weightBps / 100)}%`

/** The time of day of an event, in the reader's zone. */
export const timeOfDay = (at: string) => {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return NONE
  return time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
}

/** The day and time of an event, in the reader's zone: "5 Mar, 14:30". */
export const dayAndTime = (at: string) => {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return NONE
  return time.toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
}

/** How long ago something was: "just now", "4 min ago", "3 h ago", then the date. */
export const ago = (at: string | null | undefined, nowMs: number) => {
  const time = at ? Date.parse(at) : Number.NaN
  if (Number.isNaN(time)) return ''
  const minutes = Math.floor(Math.max(0, nowMs - time) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  if (minutes < 60 * 24) return `${Math.floor(minutes / 60)} h ago`
  return new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })
}

export const plural = (count: number, one: string, many = `${one}s`) => `${whole.format(count)} ${count === 1 ? one : many}`

/** A length of time in words: "15 minutes", "1 minute 30 seconds". */
export const duration = (lengthSeconds: number) => {
  const [minutes, seconds] = [Math.floor(lengthSeconds / 60), lengthSeconds % 60]
  return [minutes > 0 && plural(minutes, 'minute'), (seconds > 0 || minutes === 0) && plural(seconds, 'second')]
    .filter(Boolean)
    .join(' ')
}
