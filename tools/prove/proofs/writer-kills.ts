/** The process that writes is killed again and again, at random moments under load. */
import { times, tryHouse, type Proof } from '../proof.ts'

export const writerKills: Proof<{ kills: number; clients: number }> = {
  name: 'writer-kills',
  title: 'The writing process is killed under load',
  question: 'Is a bet lost or doubled when the service that takes it dies?',
  full: { kills: 30, clients: 24 },
  small: { kills: 2, clients: 8 },
  run: ({ kills, clients }, stage) =>
    tryHouse(stage, {
      clients,
      async harm(rig) {
        await times(rig, { count: kills, betweenMs: [50, 1500], name: 'kill' }, async () => {
          await rig.writers[0]?.kill()
          await rig.load.answers(5)
        })
        return { kills }
      },
    }),
}
