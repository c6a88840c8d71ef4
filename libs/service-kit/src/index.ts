/** The kit that runs services: the only library that knows Nest. */
export * from './config.ts'
export * from './logger.ts'
export * from './platform.module.ts'
export * from './platform.ts'
export * from './reaction.ts'
export * from './service.module.ts'
export * from './service.ts'
export * from './timers.ts'
