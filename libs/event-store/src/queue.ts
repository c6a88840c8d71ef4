/** Work that must not overlap: tasks of one name run one after the other. */

/** Runs tasks that share a name one after the other, so that callers of one hot stream do not race in one process. */
export const createQueue = () => {
  const tails = new Map<string, Promise<unknown>>()
  return async <T>(name: string, task: () => Promise<T>): Promise<T> => {
    const run = (tails.get(name) ?? Promise.resolve()).then(task, task)
    tails.set(name, run)
    try {
      return await run
    } finally {
      if (tails.get(name) === run) tails.delete(name)
    }
  }
}
