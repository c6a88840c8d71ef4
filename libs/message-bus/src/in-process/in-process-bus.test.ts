/** The bus inside one process keeps the promises of every bus. */
import { describeMessageBus } from '../testing/message-bus.suite.ts'
import { InProcessBus } from './in-process-bus.ts'

describeMessageBus('the bus in one process', () => {
  const faults: unknown[] = []
  const bus = new InProcessBus({ onFault: (fault) => faults.push(fault) })
  return Promise.resolve({ bus, faults, close: () => bus.close() })
})
