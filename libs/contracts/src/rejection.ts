/** The one typed refusal of the platform: a stable reason, worded once at the edge as problem+json (RFC 9457). */

/** Every reason with its HTTP status and title. */
export const reasons = {
  malformed: [400, 'The request is malformed'],
  unauthenticated: [401, 'A valid token is needed'],
  'token-expired': [401, 'The token has expired'],
  'sandbox-ended': [401, 'The sandbox has ended, and its token with it'],
  'not-allowed': [403, 'This caller may not do that'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'This method is not offered here'],
  'wrong-state': [409, 'Not possible in the present state'],
  'key-reused': [409, 'The Idempotency-Key was used with other content'],
  'sequence-gap': [409, 'Events are missing before this one'],
  'sequence-conflict': [409, 'Another event already has this sequence number'],
  'version-conflict': [409, 'Somebody else changed it at the same time'],
  'name-taken': [409, 'Somebody else has this name'],
  'too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body is of a kind that is not read here'],
  'insufficient-credits': [422, 'That is more than the balance'],
  'market-locked': [422, 'The market no longer takes bets'],
  'unknown-outcome': [422, 'The market has no such outcome'],
  'outcome-closed': [422, 'This outcome no longer takes bets'],
  'multiplier-moved': [422, 'The multiplier is below the one asked for'],
  'conflict-of-interest': [422, 'Who owns or judges a run may not bet on it'],
  'reversal-too-late': [422, 'The settlement is final'],
  'not-running': [422, 'The run is not going on'],
  'rated-run': [422, 'A rated run takes nothing from its audience'],
  'name-reserved': [422, 'The name belongs to the platform or to an agent'],
  'no-account': [422, 'There is no account for this caller'],
  'unknown-goal': [422, 'There is no such goal'],
  'unknown-model': [422, 'There is no such model'],
  'check-refused': [422, 'This check cannot be used here'],
  'too-many-requests': [429, 'Slow down'],
  'internal-fault': [500, 'The arena failed'],
  unavailable: [503, 'Not available at the moment'],
  'deadline-exceeded': [503, 'No answer in time'],
} as const satisfies Record<string, readonly [number, string]>

export type Reason = keyof typeof reasons

/** One field that is wrong, by its path (`contestants.0.name`), with the reason in words. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

export interface RejectionDetails {
  /** One sentence for a person. */
  readonly detail?: string
  readonly errors?: readonly FieldError[]
  /** Further members of the problem document, e.g. `expected` of a sequence gap. */
  readonly extra?: Readonly<Record<string, string | number>>
}

export class Rejection extends Error {
  readonly reason: Reason
  readonly details: RejectionDetails

  constructor(reason: Reason, details: RejectionDetails = {}) {
    super(details.detail ?? reasons[reason][1])
    this.name = 'Rejection'
    this.reason = reason
    this.details = details
  }

  get status(): number {
    return reasons[this.reason][0]
  }
}

/** Tells a refusal from a fault by shape, so that it also works across realms and copies of this library. */
export const isRejection = (value: unknown): value is Rejection =>
  typeof value === 'object' && value !== null && 'name' in value && value.name === 'Rejection' && 'reason' in value

/** Input that is wrong in one place; what schemas find is told by `parseOrReject`. */
export const malformed = (path: string, message: string) =>
  new Rejection('malformed', { detail: path === '' ? message : `${path}: ${message}`, errors: [{ path, message }] })

export const notFound = (what: string, id: string) => new Rejection('not-found', { detail: `There is no ${what} ${id}.` })

/** A problem document: what every refused request is answered with (RFC 9457). */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly reason: string
  readonly errors?: readonly FieldError[]
  readonly [extra: string]: unknown
}

export const problemOf = (rejection: Rejection): Problem => ({
  type: `urn:agent-arena:problem:${rejection.reason}`,
  title: reasons[rejection.reason][1],
  status: reasons[rejection.reason][0],
  detail: rejection.message,
  reason: rejection.reason,
  ...(rejection.details.errors && { errors: rejection.details.errors }),
  ...rejection.details.extra,
})

const isReason = (reason: string): reason is Reason => Object.hasOwn(reasons, reason)

/** The refusal that a problem document tells of; an unknown reason becomes a fault of the far side. */
export const rejectionOf = ({ type: _type, title: _title, status: _status, detail, reason, errors, ...extra }: Problem) =>
  new Rejection(isReason(reason) ? reason : 'internal-fault', {
    detail,
    ...(errors && { errors }),
    extra: extra as Record<string, string | number>,
  })
