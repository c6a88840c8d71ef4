/** Contract suites that every implementation of the log, and every store of a view, must pass. */
export { describeCommandHandler } from './command-handler.suite.ts'
export { describeEventLog, type LogUnderTest } from './event-log.suite.ts'
export { describeSchemaVersions, type BuildsUnderTest } from './schema-versions.suite.ts'
export { describeCorpus, type Corpus } from './corpus.suite.ts'
export { describeViewStore, type ViewStoreUnderTest } from './view-store.suite.ts'
