/** The gateway: the doors of the arena. */
export { gatewayConfigOf, gatewayVariables, type GatewayConfig } from './gateway.config.ts'
export { GatewayModule, openDoors } from './gateway.module.ts'
export { createDocument } from './openapi/document.ts'
export { serverOptionsOf } from './server-options.ts'
