/** The store in memory keeps the promises of every store of a reaction. */
import { MemoryReactionStore } from './memory-reaction-store.ts'
import { describeReactionStore } from '../testing/reaction-store.suite.ts'

describeReactionStore('the store in memory', async () => {
  const store = new MemoryReactionStore('act')
  return { store, askRetry: async (stream) => store.askRetry(stream), close: async () => undefined }
})
