/** The view in memory keeps the promises of every store of a view. */
import { MemoryViewStore } from './memory-view-store.ts'
import { describeViewStore } from '../testing/view-store.suite.ts'

describeViewStore('a view in memory', async () => {
  const store = new MemoryViewStore<ReadonlyMap<string, number>>({
    name: 'totals',
    initial: new Map(),
    apply: (totals, events) =>
      events.reduce((next, { stream }) => next.set(stream, (next.get(stream) ?? 0) + 1), new Map(totals)),
  })
  return { store, shown: async () => store.content, close: async () => undefined }
})
