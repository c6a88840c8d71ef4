/** What tests stand on: databases, real processes and patience. Without Jest, so that tools and measurements may stand on it too. */
export { eventually, type Patience } from './eventually.ts'
export { findChromium } from './find-chromium.ts'
export { findNatsServer } from './find-nats-server.ts'
export { startNatsServer, type NatsServer, type NatsServerOptions } from './nats-server.ts'
export { allProcesses, leftProcesses, processesMatching, type RunningProcess } from './processes.ts'
export { reasonsOf } from './reasons-of.ts'
export { startProcess, type ProcessEnd, type ProcessOptions, type StartedProcess } from './start-process.ts'
export { testDatabase, type Template, type TestDatabase } from './test-database.ts'
