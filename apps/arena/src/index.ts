/** The arena as a whole, for those who start it from a program. */
export { readConfig, type ArenaConfig } from './arena.config.ts'
export { up, type RunningArena } from './up.ts'
