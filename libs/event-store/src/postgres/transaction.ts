/** Runs statements in one transaction on one connection: all of them, or none. */
import type { ClientBase, Pool, PoolClient } from 'pg'

/** On a connection that the caller holds; told when not even the rollback works: the connection is lost then. */
export const transact = async <T>(client: ClientBase, work: () => Promise<T>, onLost: (fault: Error) => void): Promise<T> => {
  try {
    await client.query('begin')
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(onLost)
    throw error
  }
}

export const inTransaction = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  let broken: Error | undefined
  const onLost = (fault: Error) => void (broken = fault)
  return transact(client, () => work(client), onLost).finally(() => client.release(broken))
}
