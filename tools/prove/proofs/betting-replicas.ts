/** Several processes of betting take the bets of one market over HTTP, while one after the other is stopped, wakes up, and is killed. */
import { setTimeout as sleep } from 'node:timers/promises'
import { headsOf, untilNoLag } from '../checks/lag.ts'
import { checkPayouts } from '../checks/payouts.ts'
import type { KeptService } from '../rig/kept-service.ts'
import type { Rig } from '../rig/rig.ts'
import { proof, tryHouse } from '../proof.ts'

const HEAL_MS = 30_000
/** So many must be taken while one of the replicas sleeps, and after it was killed. */
const ANSWERS = 20
const SHORTEST_STOP_MS = 300

/** Answers how many bets were acknowledged while it slept. */
const stop = async ({ load, random }: Rig, replica: KeptService, longestMs: number): Promise<number> => {
  const before = load.acknowledged.length
  replica.signal('SIGSTOP')
  try {
    await sleep(random.between(SHORTEST_STOP_MS, longestMs))
    await load.answers(ANSWERS)
    return load.acknowledged.length - before
  } finally {
    replica.signal('SIGCONT')
  }
}

const untilRead = async (rig: Rig) => untilNoLag(rig, HEAL_MS, { heads: await headsOf(rig.pools), streams: false })

/** The market is locked and settled while everybody bets on it, and the next one opens. */
const settle = async (rig: Rig): Promise<number> => {
  const marketId = await rig.runs.next()
  await untilRead(rig) // the verdict comes into the log of betting
  await untilRead(rig) // and what it asks for is paid
  await checkPayouts(rig.pools.betting, marketId, 1)
  return rig.load.acknowledged.filter(({ bet }) => bet.marketId === marketId).length
}

export const bettingReplicas = proof({
  name: 'betting-replicas',
  title: 'Replicas of betting share one hot market over HTTP, and are stopped and killed in turns',
  question: 'What if several processes decide the bets of one market?',
  full: { replicas: 3, markets: 4, stopSeconds: 12, clients: 64 },
  small: { replicas: 2, markets: 1, stopSeconds: 1, clients: 16 },
  run: ({ replicas, markets, stopSeconds, clients }, stage) =>
    tryHouse(stage, {
      clients,
      writers: replicas,
      http: true,
      runs: { open: 1, change: false },
      async harm(rig) {
        let [whileStopped, fewest] = [0, Infinity]
        for (let turn = 1; turn <= markets; turn++) {
          for (const replica of rig.random.shuffled(rig.writers)) {
            whileStopped += await stop(rig, replica, stopSeconds * 1000)
            await rig.load.answers(ANSWERS)
            await replica.kill()
            await rig.load.answers(ANSWERS)
          }
          fewest = Math.min(fewest, await settle(rig))
          rig.say(`market ${turn} of ${markets}`)
        }
        const times = markets * replicas
        return {
          stops: times,
          kills: times,
          'acknowledged while one was stopped': whileStopped,
          'bets of the smallest market': fewest,
        }
      },
    }),
})
