/** The log in memory keeps the promises of every log. */
import { describeCommandHandler, describeEventLog } from '../testing/index.ts'
import { MemoryEventLog } from './memory-log.ts'

const open = () => Promise.resolve({ log: new MemoryEventLog(), close: () => Promise.resolve() })

describeEventLog('the log in memory', open)
describeCommandHandler('the log in memory', open)
