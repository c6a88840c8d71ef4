/** A real Postgres from npm that starts and stops with the arena: no server to install, no right to ask for. */
export * from './create-database.ts'
export { abandonPostgres, runningPostgres } from './running-postgres.ts'
export { startPostgres, type EmbeddedPostgres, type PostgresOptions } from './start-postgres.ts'
export { StartupProblem } from './startup-problem.ts'
export { stopPostgres } from './stop.ts'
