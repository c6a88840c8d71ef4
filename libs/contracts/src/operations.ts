/** Every operation of the platform. What is listed here has a handler in its service and, with `http`, a route. */
import { bettingOperations } from './betting/operations.ts'
import { gatewayOperations } from './gateway/operations.ts'
import { insightsOperations } from './insights/feed.ts'
import type { Operation } from './operation.ts'
import { doorOperations } from './sandbox/door.ts'
import { sandboxOperations } from './sandbox/operations.ts'

export const operations = {
  ...gatewayOperations,
  ...sandboxOperations,
  ...doorOperations,
  ...bettingOperations,
  ...insightsOperations,
} as const

export type OperationName = keyof typeof operations

export const allOperations: readonly Operation[] = Object.values(operations)
