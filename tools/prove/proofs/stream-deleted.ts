/** Somebody deletes or empties the streams of the bus under load. */
import { jetstreamManager } from '@nats-io/jetstream'
import { eventually } from '@agent-arena/testing'
import { proof, repeatHarm, tryHouse } from '../proof.ts'

const streams = ['arena_betting', 'arena_sandbox', 'arena_insights'] as const

/** What was deleted is made again with the next event of its log. */
const REMADE_MS = 30_000

export const streamDeleted = proof({
  name: 'stream-deleted',
  title: 'The streams are deleted and purged under load',
  question: 'What if somebody deletes the streams of the bus?',
  full: { deletions: 2, purges: 2, clients: 24 },
  small: { deletions: 1, purges: 1, clients: 8 },
  run: ({ deletions, purges, clients }, stage) =>
    tryHouse(stage, {
      clients,
      async harm(rig) {
        const manager = await jetstreamManager(rig.connection)
        const each = (work: (stream: string) => Promise<unknown>) => async () => {
          for (const stream of streams) await eventually(() => work(stream), { timeoutMs: REMADE_MS })
          await rig.load.answers(50)
        }
        const betweenMs = [500, 3000] as const
        await repeatHarm(
          rig,
          { count: deletions, betweenMs, name: 'deletion' },
          each((stream) => manager.streams.delete(stream)),
        )
        await repeatHarm(
          rig,
          { count: purges, betweenMs, name: 'purge' },
          each((stream) => manager.streams.purge(stream)),
        )
        return { deletions, purges }
      },
    }),
})
