/** The database is killed again and again, at random moments under load. */
import { times, tryHouse, type Proof } from '../proof.ts'

export const postgresKills: Proof<{ kills: number; clients: number }> = {
  name: 'postgres-kills',
  title: 'Postgres is killed under load',
  question: 'Is anything that was acknowledged lost when the database dies?',
  full: { kills: 10, clients: 24 },
  small: { kills: 1, clients: 8 },
  run: ({ kills, clients }, stage) =>
    tryHouse(stage, {
      clients,
      async harm(rig) {
        await times(rig, { count: kills, betweenMs: [200, 2500], name: 'kill' }, async () => {
          await stage.ground.killPostgres()
          await rig.load.answers(5)
        })
        return { kills }
      },
    }),
}
