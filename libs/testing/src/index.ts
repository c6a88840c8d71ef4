/** What tests stand on: databases, real processes, patience, and given/when/then. */
export { eventually, type Patience } from './eventually.ts'
export { findChromium } from './find-chromium.ts'
export { findNatsServer } from './find-nats-server.ts'
export { startNatsServer, type NatsServer, type NatsServerOptions } from './nats-server.ts'
export { allProcesses, leftProcesses, processesMatching, type RunningProcess } from './processes.ts'
export { specify, type Rules, type Specification } from './specify.ts'
export { startProcess, type ProcessEnd, type ProcessOptions, type StartedProcess } from './start-process.ts'
export { testDatabase, type Template, type TestDatabase } from './test-database.ts'
