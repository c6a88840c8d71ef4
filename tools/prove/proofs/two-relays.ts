/** Several relays carry one log at the same time: a replica of the service, and one that asks for no lease. */
import { setTimeout as sleep } from 'node:timers/promises'
import { openPool, PostgresEventLog } from '@agent-arena/event-store'
import { JetStreamBus } from '@agent-arena/message-bus'
import type { Rig } from '../rig/rig.ts'
import { proof, tryHouse } from '../proof.ts'

/** It looks at the log often, so that it is as quick as the one that leads. */
const carryBeside = async (rig: Rig) => {
  const pool = openPool(rig.databaseUrl, 'betting', { max: 2 })
  const bus = await JetStreamBus.connect({ servers: rig.nats.url, name: 'rogue', onFault: () => undefined })
  let stumbles = 0
  const carrying = bus.carry({ source: 'betting', log: new PostgresEventLog(pool), onFault: () => void stumbles++ })
  const looking = setInterval(() => carrying.lookNow(), 5)
  const from = Number((await pool.query<{ position: string }>('select position from head')).rows[0]?.position)
  return async () => {
    clearInterval(looking)
    const carried = carrying.position() - from
    await bus.close()
    await pool.end()
    return { carried, stumbles }
  }
}

export const twoRelays = proof({
  name: 'two-relays',
  title: 'A second relay ignores the lease',
  question: 'What if two processes carry the same log?',
  full: { relays: 6, secondsEach: 8, clients: 24 },
  small: { relays: 1, secondsEach: 2, clients: 8 },
  run: ({ relays, secondsEach, clients }, stage) =>
    tryHouse(stage, {
      clients,
      writers: 2,
      async harm(rig) {
        let [carried, stumbles] = [0, 0]
        for (let turn = 1; turn <= relays; turn++) {
          const stop = await carryBeside(rig)
          await sleep(secondsEach * 1000 + rig.random.between(0, 500))
          const told = await stop()
          ;[carried, stumbles] = [carried + told.carried, stumbles + told.stumbles]
          rig.say(`relay ${turn} of ${relays}`)
        }
        return { relays, 'events that both relays carried': carried, 'refusals that the second relay met': stumbles }
      },
    }),
})
