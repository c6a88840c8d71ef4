/** The database is killed again and again, at random moments under load. */
import { kills } from '../kills.ts'

export const postgresKills = kills({
  name: 'postgres-kills',
  title: 'Postgres is killed under load',
  question: 'Is anything that was acknowledged lost when the database dies?',
  full: { kills: 10, clients: 24 },
  small: { kills: 1, clients: 8 },
  betweenMs: [200, 2500],
  kill: ({ ground }) => ground.killPostgres(),
})
