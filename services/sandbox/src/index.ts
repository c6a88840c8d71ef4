/** The sandbox service: matches and sandboxes, drivers, referee. */
export type { SandboxServiceConfig } from './sandbox.config.ts'
export { SandboxModule, sandboxService } from './sandbox.module.ts'
