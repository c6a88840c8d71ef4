/** Of every event and schema version ever released an example is kept for good, and this build can read it. */
import { describe, expect, test } from '@jest/globals'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventContract } from './event-contract.ts'
import { allEvents, knownEvents } from './events.ts'

const folder = join(import.meta.dirname, '../fixtures/events')

const pathOf = ({ service, type }: EventContract, version: number) => join(service, `${type}.v${version}.json`)

const released = allEvents.flatMap((contract) =>
  Array.from({ length: contract.version }, (_, index) => ({ contract, version: index + 1, path: pathOf(contract, index + 1) })),
)

const readFixture = (path: string): unknown => {
  if (!existsSync(join(folder, path)))
    throw new Error(
      `There is no fixture of this event and version. Write the data of a real one to libs/contracts/fixtures/events/${path}; it is never changed afterwards.`,
    )
  return JSON.parse(readFileSync(join(folder, path), 'utf8'))
}

const storedAs = ({ type, streamKind }: EventContract, schemaVersion: number, data: unknown) => ({
  id: '01a1f93b-75a5-7665-b17a-717cbf7f207d',
  type,
  data,
  meta: { actor: 'anyone', correlationId: 'c', schemaVersion },
  stream: `${streamKind}-1`,
  version: 1,
  position: 1,
  at: '2026-01-01T00:00:00.000Z',
})

describe('the fixture', () => {
  test.each(released)('$path is read as an event of this build, whole', ({ contract, version, path }) => {
    const { data } = knownEvents.upcast(storedAs(contract, version, readFixture(path)))
    expect(contract.schema.parse(data)).toEqual(data)
  })

  test('of an event that is no longer told is kept, and its contract with it', () => {
    const known = new Set(released.map(({ path }) => path))
    const unknown = globSync('*/*', { cwd: folder }).filter((path) => !known.has(path))
    expect(unknown).toEqual([])
  })
})

test('an event without a fixture is told how to get one', () => {
  expect(() => readFixture('betting/Nothing.v1.json')).toThrow('Write the data of a real one to')
})
