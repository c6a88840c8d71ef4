/** The log in memory keeps the promises of every log. */
import { describeCommandHandler, describeEventLog, describeSchemaVersions } from '../testing/index.ts'
import { MemoryEventLog } from './memory-log.ts'

const open = () => Promise.resolve({ log: new MemoryEventLog(), close: () => Promise.resolve() })

describeEventLog('the log in memory', open)
describeCommandHandler('the log in memory', open)

describeSchemaVersions('the log in memory', () => {
  const log = new MemoryEventLog()
  return Promise.resolve({ logOf: (known) => log.seenBy(known), close: () => Promise.resolve() })
})
