/** The bus is killed again and again, at random moments under load. */
import { setTimeout as sleep } from 'node:timers/promises'
import { kills } from '../kills.ts'

export const natsKills = kills({
  name: 'nats-kills',
  title: 'nats-server is killed under load',
  question: 'Is an event lost or doubled when the bus dies?',
  full: { kills: 30, clients: 24 },
  small: { kills: 2, clients: 8 },
  betweenMs: [50, 1500],
  async kill({ nats, random }) {
    nats.kill('SIGKILL')
    await sleep(random.between(0, 800))
    await nats.restart()
  },
})
