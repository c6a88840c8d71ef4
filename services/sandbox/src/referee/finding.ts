/** What one look at one check found. */
export interface Finding {
  readonly met: boolean
  /** The site's own record of when it came true, ISO 8601 UTC. */
  readonly recordedAt?: string
  /** Why nobody could look; `met` is false then. */
  readonly error?: string
}
