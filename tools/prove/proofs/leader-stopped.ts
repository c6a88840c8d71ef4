/** The leader is stopped for longer than its lease, another one takes over, and the old one wakes up and goes on. */
import { setTimeout as sleep } from 'node:timers/promises'
import { headsOf, untilNoLag } from '../checks/lag.ts'
import { Violation } from '../checks/violation.ts'
import type { KeptService } from '../rig/kept-service.ts'
import type { Rig } from '../rig/rig.ts'
import { proof, repeatHarm, tryHouse } from '../proof.ts'

const LEASE_MS = 10_000
/** For who stands by to look, to begin, and to catch up. */
const TAKE_OVER_MS = 30_000

/** `hostname pid …` */
const holderOf = async ({ pools, writers }: Rig): Promise<KeptService> => {
  const { rows } = await pools.betting.query<{ holder: string }>(`select holder from leases where role = 'relay'`)
  const pid = Number(rows[0]?.holder.split(' ')[1])
  const leader = writers.find((writer) => writer.pid === pid)
  if (!leader)
    throw new Violation('Leadership', `none of the writing processes holds the lease of the relay: ${JSON.stringify(rows)}`)
  return leader
}

/** Answers how many seconds after the end of the lease nothing was behind any more. What stood in the log when the lease ran out must be seen by every reader while the old leader still sleeps. */
const stopLeader = async (rig: Rig): Promise<number> => {
  const leader = await holderOf(rig)
  leader.signal('SIGSTOP')
  try {
    await sleep(LEASE_MS + 500)
    const seconds = await untilNoLag(rig, TAKE_OVER_MS, { heads: await headsOf(rig.pools), streams: false })
    if ((await holderOf(rig)) === leader)
      throw new Violation('Leadership', 'a process that is stopped for longer than its lease still leads')
    return seconds
  } finally {
    leader.signal('SIGCONT')
    await rig.load.answers(50)
  }
}

export const leaderStopped = proof({
  name: 'leader-stopped',
  title: 'The leader sleeps for longer than its lease',
  question: 'What if a process hangs, is replaced, and then wakes up?',
  full: { stops: 5, clients: 24 },
  small: { stops: 1, clients: 8 },
  run: ({ stops, clients }, stage) =>
    tryHouse(stage, {
      clients,
      writers: 2,
      async harm(rig) {
        let longest = 0
        await repeatHarm(rig, { count: stops, betweenMs: [500, 2000], name: 'stop' }, async () => {
          longest = Math.max(longest, await stopLeader(rig))
        })
        return { stops, 'longest take-over after the lease in seconds': longest }
      },
    }),
})
