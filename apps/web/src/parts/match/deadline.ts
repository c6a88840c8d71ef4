/** When something is over at the latest. */
import { isEnded, type Match, type Sandbox } from '@agent-arena/contracts'

const fromStart = (startedAt: string | null, timeLimitSeconds: number) =>
  startedAt === null ? null : new Date(Date.parse(startedAt) + timeLimitSeconds * 1000).toISOString()

export const sandboxDeadline = ({
  endsAt,
  startedAt,
  timeLimitSeconds,
}: Pick<Sandbox, 'endsAt' | 'startedAt' | 'timeLimitSeconds'>) => endsAt ?? fromStart(startedAt, timeLimitSeconds)

/** The last of the deadlines of those that still run. */
export const matchDeadline = ({
  sandboxes,
  startedAt,
  timeLimitSeconds,
}: Pick<Match, 'sandboxes' | 'startedAt' | 'timeLimitSeconds'>) => {
  const ends = sandboxes.filter(({ status }) => !isEnded(status)).map(sandboxDeadline)
  return (
    ends
      .filter((end) => end !== null)
      .sort()
      .at(-1) ?? fromStart(startedAt, timeLimitSeconds)
  )
}
