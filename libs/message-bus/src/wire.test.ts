/** What stands in a request that no client of ours wrote is its sender's fault, and told as that. */
import { operation, serviceContext } from '@agent-arena/contracts'
import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { answerWire, encode } from './wire.ts'

const double = operation({
  service: 'betting',
  name: 'double',
  kind: 'query',
  audience: 'service',
  summary: 'Twice the value.',
  input: z.object({ value: z.number() }),
  output: z.number(),
})

const answerTo = async (text: string) => {
  const faults: unknown[] = []
  const handler = async (input: unknown) => 2 * (input as { readonly value: number }).value
  const answer: unknown = JSON.parse(await answerWire(double, handler, { text, onFault: (fault) => faults.push(fault) }))
  return { answer, faults }
}

const context = serviceContext('arena')

test('a request that is whole is answered', async () => {
  expect(await answerTo(encode({ input: { value: 4 }, context }))).toEqual({ answer: { ok: true, output: 8 }, faults: [] })
})

test.each([
  ['nothing', ''],
  ['no JSON', 'garbage'],
  ['no object', 'null'],
  ['no context', '{"input":{"value":1}}'],
  ['a deadline that is no number', encode({ input: { value: 1 }, context: { ...context, deadline: 'soon' } })],
  ['no caller', encode({ input: { value: 1 }, context: { ...context, caller: undefined } })],
  ['a caller of no known kind', encode({ input: { value: 1 }, context: { ...context, caller: { kind: 'king' } } })],
])('%s is refused as malformed, and is no fault of the service', async (_what, text) => {
  const { answer, faults } = await answerTo(text)
  expect(answer).toMatchObject({ ok: false, problem: { reason: 'malformed' } })
  expect(faults).toEqual([])
})
