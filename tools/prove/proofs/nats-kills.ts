/** The bus is killed again and again, at random moments under load. */
import { setTimeout as sleep } from 'node:timers/promises'
import { times, tryHouse, type Proof } from '../proof.ts'

export const natsKills: Proof<{ kills: number; clients: number }> = {
  name: 'nats-kills',
  title: 'nats-server is killed under load',
  question: 'Is an event lost or doubled when the bus dies?',
  full: { kills: 30, clients: 24 },
  small: { kills: 2, clients: 8 },
  run: ({ kills, clients }, stage) =>
    tryHouse(stage, {
      clients,
      async harm(rig) {
        await times(rig, { count: kills, betweenMs: [50, 1500], name: 'kill' }, async () => {
          rig.nats.kill('SIGKILL')
          await sleep(rig.random.between(0, 800))
          await rig.nats.restart()
          await rig.load.answers(5)
        })
        return { kills }
      },
    }),
}
