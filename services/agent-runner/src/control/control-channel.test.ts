/** The control channel over real streams. */
import { PassThrough } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { ControlChannel } from './control-channel.ts'
import type { DriverMessage } from '@agent-arena/contracts'

const open = () => {
  const input = new PassThrough()
  const output = new PassThrough({ encoding: 'utf8' })
  const heard: DriverMessage[] = []
  let closed = 0
  const channel = new ControlChannel(output)
  channel.listen(input, { onMessage: (message) => heard.push(message), onClosed: () => (closed += 1) })
  return { input, output, heard, channel, closed: () => closed }
}

test('reads messages line by line, however they arrive', async () => {
  const { input, heard } = open()
  input.write('{"type":"beg')
  input.write('in"}\n{"type":"inspect","id":7,"check":{"text":"Thank you"}}\n')
  await turn()
  expect(heard).toEqual([{ type: 'begin' }, { type: 'inspect', id: 7, check: { text: 'Thank you' } }])
})

test('passes over what is no message, and says so', async () => {
  const { input, heard, output } = open()
  input.write('hello\n{"type":"dance"}\n\n{"type":"begin"}\n')
  await turn()
  expect(heard).toEqual([{ type: 'begin' }])
  expect(String(output.read()).match(/no message/g)).toHaveLength(2)
})

test('writes one JSON document a line', () => {
  const { channel, output } = open()
  channel.send({ type: 'ready' })
  channel.warn('two\nlines')
  expect(output.read()).toBe('{"type":"ready"}\n{"type":"log","level":"warn","message":"two\\nlines"}\n')
})

test('tells once that the driver is gone', async () => {
  const { input, closed } = open()
  input.end()
  await turn()
  await turn()
  expect(closed()).toBe(1)
})

test('outlives an output that nobody reads any more', () => {
  const { channel, output } = open()
  output.destroy(new Error('EPIPE'))
  expect(() => channel.send({ type: 'ready' })).not.toThrow()
})
