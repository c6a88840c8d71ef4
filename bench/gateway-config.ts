/** The gateway of a measurement: on any port, for as many guests as there are clients, without pages. */
import type { GatewayConfig } from '@agent-arena/gateway'

export const gatewayConfig: GatewayConfig = {
  host: '127.0.0.1',
  port: 0,
  allowedOrigins: [],
  sessionsPerMinute: 0,
  trustedProxies: [],
  operatorToken: 'arena_op_bench',
  webRoot: '/nowhere',
}
