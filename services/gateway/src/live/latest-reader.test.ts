/** Readers that only want the latest. */
import { expect, test } from '@jest/globals'
import type { Connection } from './connection.ts'
import { LatestReader } from './latest-reader.ts'

/** A connection that takes one chunk and is then behind until it is told to drain. */
const slowConnection = () => {
  const written: string[] = []
  let drain = () => undefined as void
  const connection = {
    isOpen: true,
    write: (chunk: Buffer) => {
      written.push(chunk.toString())
      return false
    },
    drained: () => new Promise<void>((resolve) => (drain = resolve)),
  } as unknown as Connection
  const drained = async () => {
    drain()
    await new Promise(setImmediate)
  }
  return { written, connection, drained }
}

test('a reader that is behind gets the last of what it missed', async () => {
  const { written, connection, drained } = slowConnection()
  const reader = new LatestReader(connection)
  for (const text of ['one', 'two', 'three', 'four']) reader.offer(Buffer.from(text))
  expect(written).toEqual(['one'])
  await drained()
  expect(written).toEqual(['one', 'four'])
  await drained()
  reader.offer(Buffer.from('five'))
  expect(written).toEqual(['one', 'four', 'five'])
})
