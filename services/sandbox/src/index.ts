/** The sandbox service: matches and sandboxes, drivers, referee. */
export type { Browser, SandboxServiceConfig } from './sandbox.config.ts'
export { killGroup } from './drivers/process/kill-group.ts'
export { missingIsolation } from './drivers/process/missing-isolation.ts'
export { isReachable, SandboxUsers, type SystemUser } from './drivers/process/identity.ts'
export { SandboxModule, sandboxService, sandboxViews } from './sandbox.module.ts'
