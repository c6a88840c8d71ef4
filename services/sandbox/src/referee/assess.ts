/** From findings to progress and verdict: pure. */
import type { Check } from '@agent-arena/contracts'
import type { Finding } from './finding.ts'

export interface Look {
  /** When the look began, by the log's clock. */
  readonly at: string
  readonly findings: readonly Finding[]
}

export interface Assessment {
  /** Percent of the weight met in this look, whole numbers. */
  readonly progress: number
  readonly met: readonly number[]
  /** All required checks are true in this one look. */
  readonly success: boolean
  /** When each met check could be known at the earliest; of all of them the latest. */
  readonly evidenceAt: string
  /** Of the required checks alone: the time of a success. */
  readonly successAt: string
  /** Required checks at which nobody could look. */
  readonly blind: readonly string[]
}

const latest = (times: readonly string[], otherwise: string) => times.toSorted().at(-1) ?? otherwise

const later = (a: string, b: string) => (a > b ? a : b)
const earlier = (a: string, b: string) => (a < b ? a : b)

/** What is known from earlier looks. */
export interface Before {
  /** For each check, the start of the last look that did not show it; undefined while none has not. */
  readonly unmetAt: readonly (string | undefined)[]
  /** When the run began. */
  readonly since: string
}

/**
 * Evidence time of a met check: the site's own record, as far as the looks bear it out, because its clock is not ours;
 * else the start of the last look that did not show it.
 */
const evidenceTime = (
  recordedAt: string | undefined,
  unmetAt: string | undefined,
  { at, since }: { at: string; since: string },
): string => {
  const notBefore = unmetAt === undefined ? undefined : later(unmetAt, since)
  if (recordedAt === undefined) return notBefore ?? since
  return notBefore === undefined ? earlier(recordedAt, at) : earlier(later(recordedAt, notBefore), at)
}

export const assess = (checks: readonly Check[], { at, findings }: Look, { unmetAt, since }: Before): Assessment => {
  const met = [...findings.keys()].filter((index) => findings[index]?.met)
  const weightOf = (indices: readonly number[]) => indices.reduce((sum, index) => sum + (checks[index]?.weight ?? 0), 0)
  const timeOf = (index: number) => evidenceTime(findings[index]?.recordedAt, unmetAt[index], { at, since })
  const required = [...checks.keys()].filter((index) => checks[index]?.required)
  return {
    progress: Math.round((100 * weightOf(met)) / Math.max(weightOf([...checks.keys()]), Number.MIN_VALUE)),
    met,
    success: required.length > 0 && required.every((index) => findings[index]?.met),
    evidenceAt: latest(met.map(timeOf), at),
    successAt: latest(required.map(timeOf), at),
    blind: required.flatMap((index) => findings[index]?.error ?? []),
  }
}

/** The same after one more look. */
export const noteUnmet = ({ at, findings }: Look, before: Before['unmetAt']): Before['unmetAt'] =>
  findings.map((finding, index) => (finding.met || finding.error !== undefined ? before[index] : at))
