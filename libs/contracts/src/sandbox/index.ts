/** The language of matches and sandboxes. */
export * from './agent-event.ts'
export * from './control.ts'
export * from './door.ts'
export type * from './events.ts'
export * from './goal.ts'
export * from './operations.ts'
export * from './sandbox.ts'
