/** Runs statements in one transaction on one connection: all of them, or none. */
import type { ClientBase, Pool, PoolClient } from 'pg'

/** On a connection that the caller holds; told when not even the rollback works: the connection is lost then. */
export const transact = async <T>(
  client: ClientBase,
  work: () => Promise<T>,
  onLost: (fault: Error) => void,
  begin = 'begin',
): Promise<T> => {
  try {
    await client.query(begin)
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(onLost)
    throw error
  }
}

const BEGIN_DERIVED = 'begin; set local synchronous_commit to off'

const run = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>, begin?: string): Promise<T> => {
  const client = await pool.connect()
  let broken: Error | undefined
  const onLost = (fault: Error) => void (broken = fault)
  return transact(client, () => work(client), onLost, begin).finally(() => client.release(broken))
}

export const inTransaction = <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => run(pool, work)

/**
 * For what can be had from a log again: a commit waits for no disk. After a crash the last ones may be missing, never one in the middle,
 * and the checkpoint that went with them is missing too.
 */
export const inDerivedTransaction = <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  run(pool, work, BEGIN_DERIVED)
